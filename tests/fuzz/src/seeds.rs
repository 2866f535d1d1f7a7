//! Files to begin with, and those that once broke something.

#![allow(clippy::print_stdout, reason = "it is shown when a test fails")]

use std::fs;
use std::path::Path;

/// Puts every file of a folder through `check`. The last name that is printed is the file that fails.
pub fn each(folder: &Path, check: fn(&[u8])) {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be read").path())
        .collect();
    assert!(!files.is_empty(), "no seeds in {}", folder.display());
    files.sort();
    for file in files {
        println!("{}", file.display());
        check(&fs::read(&file).expect("the file can be read"));
    }
}
