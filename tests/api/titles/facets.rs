use super::{TITLES, counted, title};
use crate::support::{TestApp, Value, json};

async fn library() -> TestApp {
    let app = TestApp::start().await;
    for (name, said) in [
        (
            "Emma",
            json!({ "language": "en", "audience": "adult", "subjects": ["Courtship", "England"] }),
        ),
        (
            "Emma",
            json!({ "format": "film", "language": "en", "subjects": ["Courtship"] }),
        ),
        (
            "Emma",
            json!({ "format": "film", "language": "es", "audience": "teen", "subjects": ["ENGLAND"] }),
        ),
        ("Ulysses", json!({ "language": "en" })),
    ] {
        title(&app, name, said).await;
    }
    app
}

/// Values with their counts.
fn counts(facets: &Value, facet: &str) -> Vec<(String, i64)> {
    let all = facets[facet].as_array().expect("a facet");
    all.iter()
        .map(|one| {
            let value = one["value"].as_str().or(one["branch"]["code"].as_str());
            (
                value.expect("a value").to_owned(),
                one["count"].as_i64().expect("a number"),
            )
        })
        .collect()
}

fn pairs(all: &[(&str, i64)]) -> Vec<(String, i64)> {
    all.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

#[actix_web::test]
async fn every_facet_is_counted() {
    let app = library().await;
    let facets = counted(&app, &[("q", "emma")]).await;

    assert_eq!(
        (&facets["total_count"], &facets["is_estimate"]),
        (&json!(3), &json!(false))
    );
    assert_eq!(counts(&facets, "formats"), pairs(&[("film", 2), ("book", 1)]));
    assert_eq!(counts(&facets, "languages"), pairs(&[("en", 2), ("es", 1)]));
    assert_eq!(
        counts(&facets, "audiences"),
        pairs(&[("adult", 1), ("general", 1), ("teen", 1)])
    );
    // One subject, however it is written.
    assert_eq!(counts(&facets, "subjects").len(), 2);
    assert_eq!(counted(&app, &[]).await["total_count"], 4);
}

#[actix_web::test]
async fn a_facet_is_counted_with_every_filter_but_its_own() {
    let app = library().await;
    let facets = counted(&app, &[("q", "emma"), ("format", "film"), ("language", "en")]).await;

    assert_eq!(facets["total_count"], 1);
    assert_eq!(counts(&facets, "formats"), pairs(&[("book", 1), ("film", 1)]));
    assert_eq!(counts(&facets, "languages"), pairs(&[("en", 1), ("es", 1)]));
    assert_eq!(counts(&facets, "audiences"), pairs(&[("general", 1)]));
    assert_eq!(counts(&facets, "subjects"), pairs(&[("Courtship", 1)]));

    let facets = counted(&app, &[("subject", "courtship"), ("format", "book")]).await;
    assert_eq!(counts(&facets, "formats"), pairs(&[("book", 1), ("film", 1)]));
    assert_eq!(counts(&facets, "subjects").len(), 2);
}

#[actix_web::test]
async fn branches_and_what_can_be_had_now_are_counted() {
    let app = TestApp::start().await;
    let (one, two) = (
        title(&app, "Emma", json!({})).await,
        title(&app, "Emma", json!({})).await,
    );
    let (_here, there, missing) = (app.copy_of(one).await, app.copy_of(one).await, app.copy_of(two).await);
    app.sql(&format!(
        "update items set home_branch_id = '{}', location_id = '{}' where id = '{}';
         update items set status = 'missing' where id = '{}'",
        app.other_branch_id, app.other_location_id, there.id, missing.id
    ))
    .await;
    let here = app.branch_id.to_string();

    let sum = |facets: &Value| counts(facets, "branches").iter().map(|(_, count)| count).sum::<i64>();
    let facets = counted(&app, &[]).await;
    assert_eq!((sum(&facets), &facets["available_count"]), (3, &json!(1)));
    // Another filter narrows the branches to those where it holds.
    let facets = counted(&app, &[("available", "true")]).await;
    assert_eq!((sum(&facets), &facets["total_count"]), (2, &json!(1)));
    // Its own does not.
    let facets = counted(&app, &[("branch_id", &here)]).await;
    assert_eq!((sum(&facets), &facets["total_count"]), (3, &json!(2)));
}

#[actix_web::test]
async fn what_was_mistyped_is_counted_as_it_is_found() {
    let app = library().await;
    let facets = counted(&app, &[("q", "ulises")]).await;
    assert_eq!(
        (&facets["corrected_to"], &facets["total_count"]),
        (&json!("ulysses"), &json!(1))
    );
    let facets = counted(&app, &[("q", "zzzzz")]).await;
    assert_eq!(
        (&facets["corrected_to"], &facets["total_count"]),
        (&json!(null), &json!(0))
    );
    let answer = app.anonymous().get(&format!("{TITLES}/facets?format=scroll")).await;
    answer.assert_status(422);
}
