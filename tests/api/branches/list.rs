use crate::support::{Answer, TestApp};

fn codes(answer: &Answer) -> Vec<&str> {
    answer.assert_status(200);
    let items = answer.json["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["code"].as_str().expect("a code"))
        .collect()
}

#[actix_web::test]
async fn branches_come_in_the_librarys_order() {
    let app = TestApp::start().await;
    app.sql("update branches set position = 0 where code = 'RIV'").await;

    let answer = app.anonymous().get("/api/v1/branches").await;

    assert_eq!(codes(&answer), ["RIV", "CEN"]);
    assert!(answer.json["next_cursor"].is_null());
}

#[actix_web::test]
async fn pages_follow_one_another_and_leave_nothing_out() {
    let app = TestApp::start().await;
    app.sql(
        "insert into branches (id, code, name, zone, position)
         select gen_random_uuid(), 'B' || n, 'Branch', 'Europe/Berlin', n % 3 from generate_series(1, 9) n",
    )
    .await;
    let (mut found, mut path) = (Vec::new(), "/api/v1/branches?limit=4".to_owned());
    loop {
        let answer = app.anonymous().get(&path).await;
        found.extend(codes(&answer).into_iter().map(str::to_owned));
        let link = answer.header("link");
        let Some(next) = link.strip_prefix('<').and_then(|link| link.split_once('>')) else {
            break;
        };
        path = next.0.to_owned();
    }
    let all = app.anonymous().get("/api/v1/branches?limit=200").await;
    assert_eq!(found, codes(&all));
    assert_eq!(found.len(), 11);
}

#[actix_web::test]
async fn the_public_sees_active_branches_only() {
    let app = TestApp::start().await;
    let patron = app.patron().await;
    app.sql("update branches set is_active = false where code = 'RIV'")
        .await;
    let (public, patron, staff) = (app.anonymous(), app.patron_caller(&patron), app.assistant());

    assert_eq!(codes(&public.get("/api/v1/branches").await), ["CEN"]);
    assert_eq!(codes(&patron.get("/api/v1/branches").await), ["CEN"]);
    assert!(codes(&public.get("/api/v1/branches?is_active=false").await).is_empty());
    assert_eq!(codes(&staff.get("/api/v1/branches").await), ["CEN", "RIV"]);
    assert_eq!(codes(&staff.get("/api/v1/branches?is_active=false").await), ["RIV"]);
    assert_eq!(codes(&staff.get("/api/v1/branches?is_active=true").await), ["CEN"]);
}

#[actix_web::test]
async fn wrong_parameters_are_named() {
    let app = TestApp::start().await;
    let get = async |query: &str| app.anonymous().get(&format!("/api/v1/branches?{query}")).await;

    get("limit=0").await.assert_fields(&[("/limit", "range")]);
    get("limit=201").await.assert_fields(&[("/limit", "range")]);
    get("limit=many").await.assert_fields(&[("/limit", "wrong-type")]);
    get("colour=red").await.assert_fields(&[("/colour", "unknown-field")]);
    get("cursor=nonsense").await.assert_problem(400, "bad-cursor");
}
