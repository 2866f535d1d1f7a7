//! A real library's recordings, in MARC-8, with their items.

use std::path::{Path, PathBuf};

use carrel::records::export::{Format, export};
use carrel_marc::open;

use super::{counts, creating, problems, take, title};
use crate::support::{TestApp, json};

/// A real file, when the folder of them is beside the checkout or beside the folder of worktrees.
#[allow(clippy::print_stdout, reason = "what was left out must be seen")]
fn real(name: &str) -> Option<Vec<u8>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder: Option<PathBuf> = here
        .ancestors()
        .map(|folder| folder.join("shared/data"))
        .find(|path| path.is_dir());
    if folder.is_none() {
        println!("left out: no folder shared/data beside the checkout, so {name} was not read");
    }
    folder.map(|folder| std::fs::read(folder.join(name)).unwrap())
}

#[actix_web::test]
async fn a_thousand_recordings_are_titles_with_items_and_found() {
    let Some(file) = real("marc_jazz_1000.mrc") else { return };
    let app = TestApp::start().await;

    let import = take(&app, &file, creating()).await;

    let [added, changed, unchanged, refused, items, ..] = counts(&import);
    assert_eq!(
        (added, changed, unchanged, refused, items),
        (1000, 0, 0, 0, 1238),
        "{import}"
    );
    for question in [
        "friendly fire lovano",
        "lovanno freindly fire",
        "Lovano, Joe friendly fire",
    ] {
        let found = title(&app, question).await;
        assert_eq!(found["title"], "Friendly fire", "{question}");
    }
    let found = title(&app, "friendly fire lovano").await;
    assert_eq!(found["author"], "Lovano, Joe");
    assert_eq!((&found["format"], &found["language"]), (&json!("music"), &json!("en")));
    assert_eq!(
        (&found["publisher"], &found["place"]),
        (&json!("Blue Note"), &json!("Hollywood, CA"))
    );
    assert_eq!(found["published_year"], 1999);
    assert_eq!(found["subjects"], json!(["Saxophone with jazz ensemble"]));

    let mut written = Vec::new();
    export(&mut app.db.connection().unwrap(), Format::Marc, &mut written).unwrap();
    let read = |bytes: &[u8]| {
        let records = open(bytes).unwrap();
        records.map(|found| found.unwrap().value.record).collect::<Vec<_>>()
    };
    assert!(read(&written) == read(&file), "what came is given out");

    let again = take(&app, &file, creating()).await;

    assert_eq!(counts(&again)[..7], [0, 0, 1000, 0, 0, 1238, 0]);
}

#[actix_web::test]
async fn hard_and_broken_files_end_in_a_true_report() {
    let app = TestApp::start().await;
    for (name, titles) in [
        ("marc_utf8_30.mrc", 30),
        ("marc8_8.mrc", 8),
        ("marc_greekmissingcharsetchange.mrc", 3),
        ("marc_incomplete_esc_seq.mrc", 1),
        ("marc_broken_too_long.mrc", 3),
        ("marc_unordered-directory-entries.mrc", 1),
    ] {
        let Some(file) = real(name) else { return };
        let import = take(&app, &file, json!({ "items_tag": "" })).await;
        assert_eq!(import["state"], "done", "{name}: {import}");
        let [added, changed, unchanged, refused, ..] = counts(&import);
        assert_eq!(added + changed + unchanged + refused, titles, "{name}: {import}");
        let said = problems(&app, &import).await;
        match name {
            "marc_broken_too_long.mrc" => assert_eq!(said[0].2, "wrong-length"),
            "marc_incomplete_esc_seq.mrc" | "marc_greekmissingcharsetchange.mrc" => {
                assert!(
                    said.iter()
                        .any(|(_, _, code, tag)| code == "bad-text" && tag.as_deref() == Some("880")),
                    "{said:?}"
                );
            }
            _ => {}
        }
    }
}
