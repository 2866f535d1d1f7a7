//! Whoever is of another age than their category is for, and where they belong.

use uuid::Uuid;

use super::{id_of, merge, path, register};
use crate::support::{Answer, TestApp, Value, json};

const OUTGROWN: &str = "/api/v1/patrons/outgrown";

/// Categories of a child, a teenager and an adult beside the library's own, which is for everybody.
struct Ages {
    child: Uuid,
    teen: Uuid,
    adult: Uuid,
}

async fn ages(app: &TestApp) -> Ages {
    let ages = Ages {
        child: Uuid::now_v7(),
        teen: Uuid::now_v7(),
        adult: Uuid::now_v7(),
    };
    app.sql(&format!(
        "insert into patron_categories (id, code, name, min_age, max_age, enrolment_months) values
            ('{}', 'CHILD', 'Child', null, 12, 12),
            ('{}', 'TEEN', 'Teen', 13, 17, 12),
            ('{}', 'GROWN', 'Grown up', 18, null, 12)",
        ages.child, ages.teen, ages.adult
    ))
    .await;
    ages
}

/// Registers an adult and makes them somebody who was born then and was put into that category when it was right.
async fn born(app: &TestApp, birth_on: &str, category_id: Uuid) -> Answer {
    let patron = register(app, json!({})).await;
    app.sql(&format!(
        "update patrons set birth_on = '{birth_on}', patron_category_id = '{category_id}' where id = '{}'",
        id_of(&patron)
    ))
    .await;
    patron
}

async fn listed(app: &TestApp) -> Vec<Value> {
    let answer = app.assistant().get(OUTGROWN).await;
    answer.assert_status(200);
    answer.json["items"].as_array().cloned().unwrap_or_default()
}

#[actix_web::test]
async fn whoever_is_too_old_or_too_young_is_listed_with_where_they_belong() {
    let app = TestApp::start().await;
    let ages = ages(&app).await;
    let grown = born(&app, "2013-03-10", ages.child).await;
    born(&app, "2013-03-11", ages.child).await;
    let young = born(&app, "2008-03-11", ages.adult).await;
    born(&app, "2008-03-10", ages.adult).await;
    let old = born(&app, "1931-01-01", ages.teen).await;
    born(&app, "1931-01-01", app.category_id).await;
    app.sql("update patrons set expires_on = '2027-01-01' where birth_on = '2013-03-10'")
        .await;

    let items = listed(&app).await;

    let ids: Vec<&Value> = items.iter().map(|item| &item["id"]).collect();
    assert_eq!(
        ids,
        [&grown.json["id"], &young.json["id"], &old.json["id"]],
        "by the categories' codes"
    );
    assert_eq!(
        items[0],
        json!({
            "id": grown.json["id"], "name": grown.json["name"], "birth_on": "2013-03-10", "age": 13,
            "category": {"id": ages.child, "code": "CHILD", "name": "Child"}, "min_age": null, "max_age": 12,
            "suggested_category": {"id": ages.teen, "code": "TEEN", "name": "Teen"},
            "home_branch": grown.json["home_branch"], "expires_on": "2027-01-01",
        })
    );
    assert_eq!((&items[1]["age"], &items[2]["age"]), (&json!(17), &json!(95)));
    assert_eq!(items[1]["suggested_category"]["code"], "TEEN");
    assert_eq!(items[2]["suggested_category"]["code"], "GROWN");
}

#[actix_web::test]
async fn where_no_category_fits_none_is_suggested() {
    let app = TestApp::start().await;
    let ages = ages(&app).await;
    app.sql("update patron_categories set max_age = 40 where code in ('ADULT', 'GROWN')")
        .await;
    born(&app, "1931-01-01", ages.teen).await;

    assert_eq!(listed(&app).await[0]["suggested_category"], json!(null));
}

#[actix_web::test]
async fn a_birthday_counts_on_the_branchs_day() {
    let app = TestApp::start().await;
    let ages = ages(&app).await;
    born(&app, "2016-02-29", ages.child).await;
    for (now, is_listed) in [
        ("2029-02-28T12:00:00Z", false),
        ("2029-03-01T12:00:00Z", true),
        ("2032-02-29T12:00:00Z", true),
    ] {
        app.set_clock(now);
        let items = listed(&app).await;
        assert_eq!(!items.is_empty(), is_listed, "{now}");
        let patron = app
            .assistant()
            .post("/api/v1/patrons/search", json!({"q": "ortega"}))
            .await;
        let read = app.assistant().get(&path(&patron.json["items"][0]["id"])).await;
        assert_eq!(
            read.json["has_outgrown_category"], is_listed,
            "the patron's page says the same: {now}"
        );
        if is_listed {
            assert_eq!(items[0]["age"], read.json["age"]);
        }
    }
}

#[actix_web::test]
async fn renewing_in_the_suggested_category_takes_somebody_off() {
    let app = TestApp::start().await;
    let ages = ages(&app).await;
    let patron = born(&app, "2010-01-15", ages.child).await;
    app.sql("update patrons set expires_on = '2026-05-01'").await;
    let suggested = listed(&app).await[0]["suggested_category"]["id"].clone();

    app.assistant()
        .once()
        .post(
            &format!("{}/card-renewals", path(&patron.json["id"])),
            json!({"patron_category_id": suggested}),
        )
        .await
        .assert_status(201);

    assert_eq!(listed(&app).await, [json!(null); 0]);
}

#[actix_web::test]
async fn closed_records_and_unknown_ages_are_left_out() {
    let app = TestApp::start().await;
    let ages = ages(&app).await;
    let into = app.patron().await;
    let gone = born(&app, "1990-01-01", ages.child).await;
    merge(&app, id_of(&gone), into.id).await;
    let ageless = born(&app, "1990-01-01", ages.child).await;
    app.sql(&format!(
        "update patrons set birth_on = null where id = '{}'",
        id_of(&ageless)
    ))
    .await;

    assert_eq!(listed(&app).await, [json!(null); 0]);
}

#[actix_web::test]
async fn pages_lose_and_repeat_nobody_while_the_desk_works_along_them() {
    let app = TestApp::start().await;
    let (ages, branch) = (ages(&app).await, app.branch_id);
    for (category, many) in [(ages.child, 40), (ages.teen, 30)] {
        app.sql(&format!(
            "insert into patrons (id, patron_category_id, home_branch_id, given_name, family_name, birth_on)
             select gen_random_uuid(), '{category}', '{branch}', 'Given', 'Family', date '1990-01-01' + n % 5
             from generate_series(1, {many}) n"
        ))
        .await;
    }
    let assistant = app.assistant();
    let (mut ids, mut next) = (Vec::new(), Some(format!("{OUTGROWN}?limit=9")));
    while let Some(address) = next {
        let page = assistant.get(&address).await;
        page.assert_status(200);
        let items = page.json["items"].as_array().cloned().unwrap_or_default();
        for item in &items {
            let id = item["id"].as_str().expect("an id").to_owned();
            app.sql(&format!(
                "update patrons set patron_category_id = '{}' where id = '{id}'",
                ages.adult
            ))
            .await;
            ids.push(id);
        }
        let cursor = page.json["next_cursor"].as_str();
        next = cursor.map(|cursor| format!("{OUTGROWN}?limit=9&cursor={cursor}"));
        assert_eq!(page.header("link").is_empty(), cursor.is_none());
    }
    let found = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!((found, ids.len()), (70, 70));
}

#[actix_web::test]
async fn looking_leaves_an_audit_row_without_names() {
    let app = TestApp::start().await;
    let ages = ages(&app).await;
    born(&app, "1990-01-01", ages.child).await;
    born(&app, "1990-01-01", ages.child).await;

    app.assistant()
        .get(&format!("{OUTGROWN}?limit=1"))
        .await
        .assert_status(200);

    let told = "select count(*) from audit_events where deed = 'patron.searched' and patron_id is null
        and changes = '{\"by\": [\"outgrown\"], \"found\": 1}'";
    assert_eq!(app.count(told).await, 1);
}

#[actix_web::test]
async fn wrong_pages_and_other_callers_are_refused() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    let assistant = app.assistant();
    for limit in ["0", "201"] {
        let answer = assistant.get(&format!("{OUTGROWN}?limit={limit}")).await;
        answer.assert_fields(&[("/limit", "range")]);
    }
    for cursor in ["never", "MQ", "e30"] {
        let answer = assistant.get(&format!("{OUTGROWN}?cursor={cursor}")).await;
        answer.assert_problem(400, "bad-cursor");
    }
    app.anonymous()
        .get(OUTGROWN)
        .await
        .assert_problem(401, "unauthenticated");
    app.patron_caller(&patron)
        .get(OUTGROWN)
        .await
        .assert_problem(403, "forbidden");
}
