//! The migrations are compiled in, and a new folder is no change to any Rust file.

fn main() {
    println!("cargo::rerun-if-changed=../migrations");
}
