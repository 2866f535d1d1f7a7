//! What an import has to say.

use super::{PATH, book, counts, data, file, problems, take};
use crate::support::{TestApp, json};

#[actix_web::test]
async fn a_refused_record_has_its_place_and_stops_no_other() {
    let app = TestApp::start().await;
    let one = file(&[book("1", [data("245", "$aOne")])]);
    let three = file(&[book("3", [data("500", "$aNo title.")])]);
    let four = file(&[book("4", [data("245", "$aFour")])]);
    let bytes = [&one[..], b"rubbish\x1D", &three, &four, &one[..20]].concat();

    let import = take(&app, &bytes, json!({})).await;

    assert_eq!(import["state"], "done");
    assert_eq!(counts(&import)[..4], [2, 0, 0, 3]);
    let places: Vec<(i64, i64, String)> = problems(&app, &import)
        .await
        .into_iter()
        .map(|(record, offset, code, _)| (record, offset, code))
        .collect();
    let two = i64::try_from(one.len()).unwrap();
    let after = two + 8;
    let last = after + i64::try_from(three.len() + four.len()).unwrap();
    assert_eq!(
        places,
        [
            (2, two, "bad-leader".to_owned()),
            (3, after, "no-title".to_owned()),
            (5, last, "bad-leader".to_owned()),
        ]
    );
}

#[actix_web::test]
async fn a_report_is_read_page_by_page() {
    let app = TestApp::start().await;
    let records: Vec<_> = (0..700)
        .map(|n| book(&n.to_string(), [data("500", "$aNo title.")]))
        .collect();
    let import = take(&app, &file(&records), json!({})).await;
    assert_eq!((counts(&import)[3], counts(&import)[7]), (700, 700));

    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("{PATH}/{}/problems?limit=200{cursor}", import["id"].as_str().unwrap());
        let page = app.supervisor().get(&path).await;
        seen.extend(
            page.json["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|row| row["number"].as_i64().unwrap()),
        );
        match page.json["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }

    assert_eq!(seen, (1..=700).collect::<Vec<i64>>());
}

#[actix_web::test]
async fn what_the_database_refuses_costs_one_record() {
    let app = TestApp::start().await;
    app.sql("alter table titles add constraint titles_no_emma_check check (title <> 'Emma')")
        .await;
    let records: Vec<_> = ["One", "Emma", "Three"]
        .iter()
        .map(|name| {
            book(
                name,
                [
                    data("245", &format!("$a{name}")),
                    data("949", &format!("$i{name}$tA$lB")),
                ],
            )
        })
        .collect();

    let import = take(&app, &file(&records), json!({ "create_codes": true })).await;

    assert_eq!(counts(&import)[..5], [2, 0, 0, 1, 2]);
    assert_eq!(problems(&app, &import).await[0].2, "refused-by-database");
}

#[actix_web::test]
async fn an_import_that_is_not_there_is_not_found() {
    let app = TestApp::start().await;
    let path = format!("{PATH}/{}", uuid::Uuid::now_v7());
    for path in [path.clone(), format!("{path}/problems")] {
        app.supervisor().get(&path).await.assert_problem(404, "not-found");
    }
}
