//! Finding patrons by their names.

use super::search::{people, search};
use super::{id_of, merge, register};
use crate::support::{TestApp, Value, json};

async fn names(app: &TestApp, q: &str) -> Vec<String> {
    let found = search(app, json!({"q": q})).await;
    let items = found.json["items"].as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| item["name"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[actix_web::test]
async fn names_are_found_as_one_types() {
    let app = TestApp::start().await;
    people(&app).await;
    for (q, expected) in [
        ("or", vec!["Anna Ortega", "Inés Ortega", "Mari Ortiz"]),
        ("ORTE", vec!["Anna Ortega", "Inés Ortega"]),
        ("ortega ine", vec!["Inés Ortega"]),
        ("  Inés   Ort ", vec!["Inés Ortega"]),
        ("mari", vec!["Mari Ortiz"]),
        ("ana ortiz", vec!["Mari Ortiz"]),
        ("walsh", vec!["Siobhán O'Brien-Walsh"]),
        ("o’brien", vec!["Siobhán O'Brien-Walsh"]),
        ("soren", vec!["Søren Kierkegaard"]),
        ("muller", vec!["Jürgen Müller"]),
        ("пет", vec!["Иван Петров"]),
        ("כהן שרה", vec!["שרה כהן"]),
        ("100%", vec!["Percy 100% Sure_Thing"]),
        ("sure_t", vec!["Percy 100% Sure_Thing"]),
    ] {
        let found = names(&app, q).await;
        assert!(found.len() >= expected.len(), "{q}: {found:?}");
        assert_eq!(found[..expected.len()], expected, "{q}: {found:?}");
    }
}

#[actix_web::test]
async fn what_fits_nobody_finds_nobody() {
    let app = TestApp::start().await;
    people(&app).await;
    for q in ["%", "_", "\\", "xyzzy", "🦀", "'", "0000000", "zz@example.org"] {
        assert_eq!(names(&app, q).await, [""; 0], "{q}");
    }
}

#[actix_web::test]
async fn names_spelt_alike_come_after_those_that_begin_so() {
    let app = TestApp::start().await;
    people(&app).await;

    let typo = names(&app, "kirkegard").await;
    let both = names(&app, "ann").await;

    assert_eq!(typo, ["Søren Kierkegaard"]);
    assert_eq!(
        both.get(..2),
        Some(["Anna Ortega".to_owned(), "Annabel Smith".to_owned()].as_slice())
    );
}

#[actix_web::test]
async fn family_names_that_begin_so_come_before_other_words() {
    let app = TestApp::start().await;
    for (given, family) in [
        ("Anna", "Abel"),
        ("Zoe", "Anders"),
        ("Bo", "Anderson"),
        ("Carl Anton", "Zorn"),
    ] {
        register(&app, json!({"given_name": given, "family_name": family})).await;
    }
    for (q, expected) in [
        (
            "an",
            ["Zoe Anders", "Bo Anderson", "Anna Abel", "Carl Anton Zorn"].as_slice(),
        ),
        ("anders, z", &["Zoe Anders"]),
        ("anton carl z", &["Carl Anton Zorn"]),
    ] {
        let found = names(&app, q).await;
        assert_eq!(found.iter().take(expected.len()).collect::<Vec<_>>(), expected, "{q}");
    }
}

#[actix_web::test]
async fn two_misspelt_words_find_their_patron_in_either_order() {
    let app = TestApp::start().await;
    people(&app).await;
    register(&app, json!({"given_name": "John", "family_name": "Smith"})).await;
    register(&app, json!({"given_name": "Eva", "family_name": "García López"})).await;
    for (q, expected) in [
        ("jon smyth", "John Smith"),
        ("smyth jon", "John Smith"),
        ("garsia lopes", "Eva García López"),
        ("soern kierkegard", "Søren Kierkegaard"),
    ] {
        assert_eq!(names(&app, q).await.first().map(String::as_str), Some(expected), "{q}");
    }
}

#[actix_web::test]
async fn spelling_is_forgiven_where_few_are_called_so_and_on_each_page_alike() {
    let app = TestApp::start().await;
    for given in ["Ada", "Bea", "Cleo", "Dora"] {
        register(&app, json!({"given_name": given, "family_name": "Marten"})).await;
    }
    register(&app, json!({"given_name": "Eve", "family_name": "Martin"})).await;

    let few = names(&app, "marten").await;
    assert_eq!(few.len(), 5, "four called so and one spelt alike: {few:?}");
    let (mut paged, mut cursor) = (Vec::new(), Value::Null);
    loop {
        let page = search(&app, json!({"q": "marten", "limit": 1, "cursor": cursor})).await;
        paged.push(page.json["items"][0]["name"].as_str().unwrap_or_default().to_owned());
        cursor = page.json["next_cursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(paged, few);

    register(&app, json!({"given_name": "Fay", "family_name": "Marten"})).await;
    let enough = names(&app, "marten").await;
    assert_eq!(enough.len(), 5, "five called so: {enough:?}");
    assert!(!enough.contains(&"Eve Martin".to_owned()));
}

#[actix_web::test]
async fn a_family_name_and_a_given_name_come_before_other_words() {
    let app = TestApp::start().await;
    for (given, family) in [
        ("Bo Carl", "Abel"),
        ("Carl", "Boman"),
        ("Carla", "Bohr"),
        ("Bo", "Carlson"),
    ] {
        register(&app, json!({"given_name": given, "family_name": family})).await;
    }
    for q in ["carl bo", "bo carl"] {
        let found = names(&app, q).await;
        assert_eq!(found, ["Carla Bohr", "Carl Boman", "Bo Carlson", "Bo Carl Abel"], "{q}");
    }
}

#[actix_web::test]
async fn a_name_that_changed_is_found_by_the_new_one_alone() {
    let app = TestApp::start().await;
    let patron = register(&app, json!({"given_name": "Zenobia", "family_name": "Quaxley"})).await;
    let namesake = register(&app, json!({"given_name": "Zenobia", "family_name": "Other"})).await;
    let path = super::path(&patron.json["id"]);
    let renamed = json!({"family_name": "Brown", "preferred_name": "Zed"});
    app.assistant()
        .if_match(&patron.header("etag"))
        .patch(&path, renamed)
        .await
        .assert_status(200);

    assert_eq!(names(&app, "quaxly").await, [""; 0]);
    assert_eq!(names(&app, "zed").await.first().map(String::as_str), Some("Zed Brown"));
    let spelt = "select count(*) from name_spellings where word in ('quaxley', 'zenobia', 'zed', 'brown')";
    assert_eq!(app.count(spelt).await, 3, "quaxley is nobody's name any more");
    merge(&app, id_of(&namesake), id_of(&patron)).await;
    let of_closed =
        "select count(*) from patron_words w join patrons p on p.id = w.patron_id where p.state <> 'active'";
    assert_eq!(app.count(of_closed).await, 0);
}
