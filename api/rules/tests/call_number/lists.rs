//! The published lists.

use carrel_rules::call_number::{Scheme, shelf_key};

use super::assert_order;

struct List {
    name: String,
    runs: Vec<Vec<String>>,
}

fn lists(text: &str) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let joined = text.replace("\n    ", " ");
    for line in joined.lines().skip(2).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("# ") {
            lists.push(List {
                name: name.to_owned(),
                runs: Vec::new(),
            });
        } else {
            let run = line.split(" | ").map(str::to_owned).collect();
            lists.last_mut().expect("a name before a list").runs.push(run);
        }
    }
    lists
}

fn run_of<'a>(lists: &'a [List], name: &str) -> Vec<&'a str> {
    let list = lists
        .iter()
        .find(|list| list.name.starts_with(&format!("{name} ")))
        .expect("a list of that name");
    list.runs.iter().flatten().map(String::as_str).collect()
}

fn assert_lists(scheme: Scheme, text: &str, count: usize) {
    let lists = lists(text);
    assert_eq!(lists.len(), count, "every list is read");
    for List { name, runs } in lists {
        for run in runs {
            let run: Vec<&str> = run.iter().map(String::as_str).collect();
            assert!(run.len() > 1);
            assert_order(scheme, &run);
            assert_eq!(sorted(scheme, &shuffled(&run)), run, "{name}");
        }
    }
}

/// The same thorough disorder every time.
fn shuffled<'a>(run: &[&'a str]) -> Vec<&'a str> {
    let mut state: usize = 20_261_125;
    let mut left = run.to_vec();
    let mut shuffled = Vec::new();
    while !left.is_empty() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        shuffled.push(left.swap_remove((state >> 33) % left.len()));
    }
    shuffled
}

fn sorted<'a>(scheme: Scheme, run: &[&'a str]) -> Vec<&'a str> {
    let mut run = run.to_vec();
    run.sort_by_cached_key(|call_number| shelf_key(scheme, call_number));
    run
}

#[test]
fn t15_classes_of_the_library_of_congress() {
    let lists = lists(include_str!("lcc.txt"));
    let run = run_of(&lists, "L1");
    assert_eq!(run.len(), 6);
    assert_order(Scheme::Lcc, &run);
}

#[test]
fn lists_of_the_library_of_congress() {
    assert_lists(Scheme::Lcc, include_str!("lcc.txt"), 20);
}

#[test]
fn lists_of_dewey() {
    assert_lists(Scheme::Dewey, include_str!("dewey.txt"), 10);
}
