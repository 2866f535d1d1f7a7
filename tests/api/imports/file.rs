//! What is sent: parts, kinds, sizes.

use carrel_marc::marcxml;
use reqwest::Method;

use super::{PATH, book, counts, creating, data, file, send, take};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_file_is_queued_and_says_where_it_is() {
    let app = TestApp::start().await;
    let records = file(&[book("1", [data("245", "$aEmma")])]);

    let answer = send(&app.supervisor(), &records, json!({})).await;

    answer.assert_status(202);
    let id = answer.json["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), format!("{PATH}/{id}"));
    assert_eq!(answer.json["filename"], "catalogue.mrc");
    assert_eq!(answer.json["size_bytes"], records.len());
    assert_eq!(answer.json["branch"]["id"], json!(app.branch_id));
}

#[actix_web::test]
async fn xml_is_taken_in_like_iso_2709() {
    let app = TestApp::start().await;
    let record = marcxml::write(&book("1", [data("245", "$aEmma")]), false);
    let xml = [marcxml::OPEN, &record, marcxml::CLOSE].concat();

    let import = take(&app, xml.as_bytes(), json!({})).await;

    assert_eq!(import["state"], "done");
    assert_eq!(counts(&import)[..4], [1, 0, 0, 0]);
    let again = take(&app, &file(&[book("1", [data("245", "$aEmma")])]), json!({})).await;
    assert_eq!(
        counts(&again)[..4],
        [0, 0, 1, 0],
        "the same record, whatever it is written in"
    );
}

#[actix_web::test]
async fn a_file_of_more_than_one_piece_is_put_together_again() {
    let app = TestApp::start().await;
    let note = "long ".repeat(1500);
    let records: Vec<_> = (0..400)
        .map(|n| {
            book(
                &format!("n{n}"),
                [data("245", "$aEmma"), data("500", &format!("$a{note}"))],
            )
        })
        .collect();
    let bytes = file(&records);
    assert!(bytes.len() > 2 << 20);

    let import = take(&app, &bytes, json!({})).await;

    assert_eq!((&import["state"], counts(&import)[0]), (&json!("done"), 400));
    assert_eq!(import["bytes_count"], bytes.len());
}

#[actix_web::test]
async fn what_is_no_file_of_records_is_refused_and_leaves_nothing() {
    let app = TestApp::start().await;
    for bytes in [&b""[..], b"PK\x03\x04", b"barcode,title\n", b"\xFF\xFE\x00"] {
        send(&app.supervisor(), bytes, json!({}))
            .await
            .assert_fields(&[("/file", "not-marc")]);
    }

    for bytes in [&b"<html></html>"[..], b"12345 is a number", &[b'1'; 1000][..]] {
        let import = take(&app, bytes, json!({})).await;
        assert_eq!(
            (&import["state"], &import["error"]),
            (&json!("failed"), &json!("not-marc"))
        );
        assert_eq!(counts(&import), [0; 8]);
    }
    let titles = app.anonymous().get("/api/v1/titles").await;
    assert_eq!(titles.json["items"], json!([]));
}

#[actix_web::test]
async fn parts_and_options_are_read_strictly() {
    let app = TestApp::start().await;
    let records = file(&[book("1", [data("245", "$aEmma")])]);
    let supervisor = app.supervisor();
    for (options, field, code) in [
        (json!({ "dry_ran": true }), "/options", "unknown-field"),
        (json!({ "dry_run": 1 }), "/options/dry_run", "wrong-type"),
        (json!({ "items_tag": "94" }), "/options/items_tag", "pattern"),
        (
            json!({ "items_map": { "barcode": "ii" } }),
            "/options/items_map/barcode",
            "length",
        ),
        (json!({ "source": "a b" }), "/options/source", "pattern"),
        (
            json!({ "branch_id": uuid::Uuid::now_v7() }),
            "/options/branch_id",
            "unknown",
        ),
    ] {
        let answer = send(&supervisor, &records, options).await;
        assert_eq!(answer.status, 422, "{}", answer.text);
        let error = &answer.json["errors"][0];
        assert!(error["pointer"].as_str().unwrap().starts_with(field), "{}", answer.text);
        assert_eq!(error["code"], code, "{}", answer.text);
    }
    let form = "multipart/form-data; boundary=edge";
    let part =
        |name: &str| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{{}}\r\n--edge--\r\n");
    let post = |kind: &'static str, body: String| supervisor.raw(Method::POST, PATH, kind, body.into_bytes());
    post(form, part("options")).await.assert_fields(&[("/file", "missing")]);
    post(form, part("other")).await.assert_fields(&[("", "unknown-field")]);
    post(form, "--edge\r\n".to_owned())
        .await
        .assert_problem(400, "unreadable-body");
    post("multipart/form-data", part("file"))
        .await
        .assert_problem(400, "unreadable-body");
    post("application/json", "{}".to_owned())
        .await
        .assert_problem(415, "unsupported-media-type");
    let listed = supervisor.get(PATH).await;
    assert_eq!(listed.json["items"], json!([]), "nothing of what was refused is left");
}

#[actix_web::test]
async fn only_supervisors_import() {
    let app = TestApp::start().await;
    let records = file(&[book("1", [data("245", "$aEmma")])]);
    send(&app.assistant(), &records, creating())
        .await
        .assert_problem(403, "forbidden");
    send(&app.anonymous(), &records, creating())
        .await
        .assert_problem(401, "unauthenticated");
}
