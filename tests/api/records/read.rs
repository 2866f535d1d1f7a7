//! The record of a title, as it came and as it is made.

use carrel_marc::{Field, Reading, open};
use uuid::Uuid;

use crate::support::{Answer, TestApp, json};

fn reading(answer: &Answer) -> Reading {
    answer.assert_status(200);
    let mut records = open(answer.text.as_bytes()).unwrap();
    records.next().unwrap().unwrap().value
}

fn first(reading: &Reading, tag: &[u8; 3], code: u8) -> Option<String> {
    reading
        .record
        .data(tag)
        .next()
        .and_then(|field| field.first(code))
        .map(str::to_owned)
}

async fn title(app: &TestApp) -> String {
    let body = json!({
        "title": "Frankenstein", "subtitle": "or, The Modern Prometheus", "author": "Shelley, Mary", "format": "book",
        "language": "en", "audience": "teen", "published_year": 1818, "isbns": ["9780141439471"], "subjects": ["Monsters"],
        "contributors": ["Hindle, Maurice"], "publisher": "Penguin", "series": "Classics", "summary": "A <monster> & more."
    });
    let answer = app.assistant().post("/api/v1/titles", body).await;
    answer.assert_status(201);
    format!("/api/v1/titles/{}/record", answer.json["id"].as_str().unwrap())
}

#[actix_web::test]
async fn a_title_catalogued_here_has_a_record_made_of_its_fields() {
    let app = TestApp::start().await;
    let path = title(&app).await;

    let marc = app.assistant().get(&path).await;
    let xml = app.assistant().get(&format!("{path}?format=marcxml")).await;

    assert_eq!(marc.header("content-type"), "application/marc");
    assert_eq!(xml.header("content-type"), "application/marcxml+xml");
    let (marc, xml) = (reading(&marc), reading(&xml));
    assert_eq!(marc.record, xml.record);
    assert_eq!(marc.notes, []);
    assert_eq!(first(&marc, b"245", b'a').as_deref(), Some("Frankenstein"));
    assert_eq!(first(&marc, b"520", b'a').as_deref(), Some("A <monster> & more."));
    let fixed = marc.record.control(b"008").unwrap();
    assert_eq!(
        (fixed.len(), &fixed[7..11], &fixed[22..23], &fixed[35..38]),
        (40, "1818", "d", "eng")
    );
    assert!(matches!(&marc.record.fields[0], Field::Control { tag, .. } if tag == b"001"));
}

#[actix_web::test]
async fn records_are_for_staff_and_of_titles_that_are_there() {
    let app = TestApp::start().await;
    let path = title(&app).await;
    app.anonymous().get(&path).await.assert_problem(401, "unauthenticated");
    let gone = format!("/api/v1/titles/{}/record", Uuid::now_v7());
    app.assistant().get(&gone).await.assert_problem(404, "not-found");
    app.assistant()
        .get(&format!("{path}?format=mods"))
        .await
        .assert_problem(422, "invalid-fields");
}
