//! Questions that thousands of titles answer.

use std::collections::HashSet;

use super::{TITLES, names};
use crate::support::TestApp;

/// Enough that nothing is ranked. The ids are not drawn by lot: which of them are counted follows from them.
async fn many() -> TestApp {
    let app = TestApp::start().await;
    app.sql(
        "insert into titles (id, title, format, author, published_year)
         select md5(n::text)::uuid, case when n % 50 = 0 then 'Garden ' || n else 'The garden of ' || n end,
            case when n % 10 = 0 then 'film' else 'book' end, 'Author ' || n % 7, 1000 + n % 1000
         from generate_series(1, 5000) n",
    )
    .await;
    app
}

/// Every title of a list, in order.
async fn all(app: &TestApp, query: &str) -> Vec<String> {
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let answer = app
            .anonymous()
            .get(&format!("{TITLES}?{query}&limit=200{cursor}"))
            .await;
        answer.assert_status(200);
        all.extend(names(&answer));
        let Some(next) = answer.json["next_cursor"].as_str() else {
            return all;
        };
        cursor = format!("&cursor={next}");
    }
}

#[actix_web::test]
async fn it_is_answered_to_the_last_title_and_each_once() {
    let app = many().await;
    for (query, count) in [
        ("q=garden", 5000),
        ("q=gard", 5000),
        ("q=garden&format=film", 500),
        ("q=garden+author", 5000),
        ("q=gardn", 5000),
        ("q=garden&sort=title", 5000),
        ("q=garden&sort=newest", 5000),
        ("q=the+garden+of&format=book", 4500),
        ("sort=newest", 5000),
        ("format=film&sort=newest", 500),
        ("format=book", 4500),
    ] {
        let titles = all(&app, query).await;
        let different: HashSet<&String> = titles.iter().collect();
        assert_eq!((titles.len(), different.len()), (count, count), "{query}");
    }
}

#[actix_web::test]
async fn what_begins_with_the_question_comes_first_then_the_newest() {
    let app = many().await;
    let titles = all(&app, "q=garden").await;

    assert!(
        titles[..100].iter().all(|title| title.starts_with("Garden ")),
        "{titles:?}"
    );
    // 1999 is the newest year; its titles are those whose number ends in 999.
    assert!(
        titles[100..105].iter().all(|title| title.ends_with("999")),
        "{:?}",
        &titles[100..105]
    );
    assert_eq!(all(&app, "q=garden&format=film").await.len(), 500);
}

#[actix_web::test]
async fn few_answers_are_ranked_to_the_last() {
    let app = many().await;
    // Every 7th, and none that begins so.
    let titles = all(&app, "q=author+3").await;
    assert!(titles.len() > 700, "{}", titles.len());
    let different: HashSet<&String> = titles.iter().collect();
    assert_eq!(different.len(), titles.len());
}

#[actix_web::test]
async fn the_counts_of_many_are_estimates_that_come_close() {
    let app = many().await;
    let answer = app.anonymous().get(&format!("{TITLES}/facets?q=garden")).await;
    answer.assert_status(200);
    assert_eq!(answer.json["is_estimate"], true);
    let total = answer.json["total_count"].as_i64().expect("a number");
    assert!((4500..=5500).contains(&total), "{total}");
    let film = &answer.json["formats"][1];
    assert_eq!(film["value"], "film");
    let films = film["count"].as_i64().expect("a number");
    assert!((350..=650).contains(&films), "{films}");

    let answer = app
        .anonymous()
        .get(&format!("{TITLES}/facets?q=garden&format=film"))
        .await;
    let films = answer.json["total_count"].as_i64().expect("a number");
    assert!((350..=650).contains(&films), "{films}");
}

#[actix_web::test]
async fn signposts_are_left_out_of_all_of_it() {
    let app = many().await;
    app.sql(
        "update titles set merged_into_id = (select id from titles where format = 'book' order by id limit 1)
         where format = 'film'",
    )
    .await;
    for (query, count) in [
        ("q=garden", 4500),
        ("q=gard", 4500),
        ("q=garden&format=film", 0),
        ("q=gardn", 4500),
        ("q=garden&sort=title", 4500),
        ("q=garden&sort=newest", 4500),
        ("sort=newest", 4500),
        ("sort=title", 4500),
        ("format=film&sort=newest", 0),
        ("format=film", 0),
        ("format=book", 4500),
    ] {
        assert_eq!(all(&app, query).await.len(), count, "{query}");
    }
    for query in ["q=garden", "q=gard", ""] {
        let facets = app.anonymous().get(&format!("{TITLES}/facets?{query}")).await.json;
        let formats = facets["formats"].as_array().expect("formats");
        assert_eq!(formats.len(), 1, "{query}: {facets}");
        assert_eq!(formats[0]["value"], "book", "{query}");
    }
}
