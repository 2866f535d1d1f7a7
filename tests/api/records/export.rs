//! The catalogue as one file, and taken in again.

use carrel::records::export::{Format, export};
use carrel_marc::open;

use crate::support::TestApp;

fn exported(app: &TestApp, format: Format) -> Vec<u8> {
    let mut conn = app.db.connection().unwrap();
    let mut out = Vec::new();
    let written = export(&mut conn, format, &mut out).unwrap();
    assert_eq!(written.too_long, 0);
    out
}

#[actix_web::test]
async fn every_title_is_written_in_either_way() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        app.item().await;
    }

    let read = |bytes: &[u8]| {
        let records = open(bytes).unwrap();
        records.map(|found| found.unwrap().value.record).collect::<Vec<_>>()
    };
    let marc = read(&exported(&app, Format::Marc));
    let xml = read(&exported(&app, Format::MarcXml));

    assert_eq!(marc.len(), 3);
    assert_eq!(marc, xml);
}

#[actix_web::test]
async fn a_title_that_was_merged_is_not_written() {
    let app = TestApp::start().await;
    let (goes, stays) = (app.item().await.title_id, app.item().await.title_id);
    app.sql(&format!(
        "update titles set merged_into_id = '{stays}' where id = '{goes}'"
    ))
    .await;

    let marc = exported(&app, Format::Marc);

    assert_eq!(open(marc.as_slice()).unwrap().count(), 1);
}
