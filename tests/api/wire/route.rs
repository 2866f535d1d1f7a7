//! Addresses, methods and query parameters.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;

use crate::openapi::document::operations;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn an_address_that_is_not_there_is_a_problem() {
    let app = TestApp::start().await;
    let caller = app.supervisor();

    for path in [
        "/api/v1/nothing",
        "/api/v1",
        "/api/v2/library",
        "/nothing",
        "/api/v1/library/more",
        "/problems/nothing",
    ] {
        caller.get(path).await.assert_problem(404, "not-found");
    }
}

#[actix_web::test]
async fn an_id_that_is_none_names_nothing() {
    let app = TestApp::start().await;
    let caller = app.supervisor();

    for operation in operations().iter().filter(|operation| operation.path.contains("{id}")) {
        let path = operation.path.replace("{id}", "not-an-id");
        let method: Method = operation.method.to_uppercase().parse().expect("a method");
        let answer = caller
            .once()
            .if_match("\"v1\"")
            .send(method, &path, Some(json!({})))
            .await;
        assert_eq!(answer.status, 404, "{}: {}", operation.name(), answer.text);
    }
}

#[actix_web::test]
async fn a_wrong_method_is_told_which_there_are() {
    let app = TestApp::start().await;
    let caller = app.supervisor();

    for operation in operations() {
        let path = operation
            .path
            .replace("{id}", "01996a3e-0000-7000-8000-000000000000")
            .replace("{code}", "blocked");
        let answer = caller
            .send(Method::from_bytes(b"PURGE").expect("a method"), &path, None)
            .await;
        answer.assert_problem(405, "method-not-allowed");
        let allow = answer.header("allow");
        let has = allow
            .split(", ")
            .any(|method| method.eq_ignore_ascii_case(&operation.method));
        assert!(has, "{}: Allow: {allow}", operation.name());
    }
    let word = caller.patch("/api/v1/patrons/search", json!({})).await;
    word.assert_problem(405, "method-not-allowed");
    assert_eq!(word.header("allow"), "POST");
    let answer = caller.delete("/api/v1/library").await;
    answer.assert_problem(405, "method-not-allowed");
    assert_eq!(answer.header("allow"), "GET, HEAD, PATCH");
}

#[actix_web::test]
async fn head_is_get_without_its_body() {
    let app = TestApp::start().await;

    let answer = app.anonymous().send(Method::HEAD, "/api/v1/library", None).await;

    answer.assert_status(200);
    assert_eq!(answer.text, "");
    assert_eq!(answer.header("etag"), "\"v1\"");
}

#[actix_web::test]
async fn unknown_query_parameters_are_refused() {
    let app = TestApp::start().await;
    let caller = app.supervisor();

    for operation in operations()
        .iter()
        .filter(|operation| operation.method == "get" && operation.has_parameter("limit"))
    {
        let path = operation.path.replace("{id}", "01996a3e-0000-7000-8000-000000000000");
        let unknown = caller.get(&format!("{path}?colour=red")).await;
        assert!(
            unknown.status == 422 && unknown.json["errors"][0]["pointer"] == "/colour",
            "{} answers an unknown parameter with {}: {}",
            operation.name(),
            unknown.status,
            unknown.text
        );
        let twice = caller.get(&format!("{path}?limit=1&limit=2")).await;
        assert_eq!(twice.status, 422, "{}: {}", operation.name(), twice.text);
        let too_many = caller.get(&format!("{path}?limit=201")).await;
        too_many.assert_fields(&[("/limit", "range")]);
        let nul = caller.get(&format!("{path}?cursor=%00")).await;
        assert_eq!(nul.status, 422, "{}: {}", operation.name(), nul.text);
        let forged = caller.get(&format!("{path}?cursor=bm90IG91cnM")).await;
        assert!(
            [400, 404, 422].contains(&forged.status),
            "{}: {}",
            operation.name(),
            forged.text
        );
    }
}

#[actix_web::test]
async fn a_cursor_written_by_hand_is_told_as_such() {
    let app = TestApp::start().await;
    let caller = app.supervisor();
    let id = app.branch_id;
    let years = ["-9999-01-01", "+200000-01-01"];
    let forged = years.iter().flat_map(|day| {
        [
            format!("[\"{day}\",\"{id}\"]"),
            format!("[\"{day}\",\"09:00:00\"]"),
            format!("[\"{day}T00:00:00Z\",\"{id}\"]"),
        ]
    });
    let forged: Vec<String> = forged.map(|json| URL_SAFE_NO_PAD.encode(json)).collect();
    for operation in operations()
        .iter()
        .filter(|operation| operation.method == "get" && operation.has_parameter("cursor"))
    {
        let path = operation.path.replace("{id}", &id.to_string());
        for cursor in &forged {
            let answer = caller.get(&format!("{path}?cursor={cursor}")).await;
            assert!(answer.status < 500, "{}: {}", operation.name(), answer.text);
        }
    }
}

#[actix_web::test]
async fn a_token_stands_in_one_header_only() {
    let app = TestApp::start().await;

    for header in ["Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "bearer"] {
        let answer = app
            .anonymous()
            .header("Authorization", header)
            .if_match("\"v1\"")
            .patch("/api/v1/library", json!({}))
            .await;
        answer.assert_problem(401, "unauthenticated");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[actix_web::test]
async fn every_problem_has_a_page() {
    let app = TestApp::start().await;
    let all = app.anonymous().get("/problems").await;

    for kind in all.json["items"].as_array().expect("items") {
        let code = kind["code"].as_str().expect("a code");
        let page = app.anonymous().get(&format!("/problems/{code}")).await;
        page.assert_status(200);
        assert_eq!(&page.json, kind);
    }
}

#[actix_web::test]
async fn the_reference_is_served() {
    let app = TestApp::start().await;

    let page = app.anonymous().get("/docs/").await;
    let document = app.anonymous().get("/api/v1/openapi.json").await;

    page.assert_status(200);
    assert!(page.header("content-type").starts_with("text/html"));
    document.assert_status(200);
    assert_eq!(document.json["openapi"], "3.1.0");
}

#[actix_web::test]
async fn the_service_lives() {
    let app = TestApp::start().await;

    let answer = app.anonymous().get("/health/live").await;

    answer.assert_status(200);
    assert_eq!(answer.json["status"], "live");
}

#[actix_web::test]
async fn the_client_is_served_beside_the_api() {
    let dir = std::env::temp_dir().join(format!("carrel-client-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir(&dir).expect("a folder");
    std::fs::write(dir.join("index.html"), "<title>Carrel</title>").expect("a page");
    std::fs::create_dir(dir.join("assets")).expect("a folder");
    std::fs::write(dir.join("assets/main-1a2b.js"), "start()").expect("a script");
    let served = dir.clone();
    let app = TestApp::start_with(|carrel| carrel.client_dir = Some(served)).await;
    let browser = app.anonymous().header("Accept", "text/html,*/*");

    for path in ["/", "/circulate", "/patrons/01996a3e-0000-7000-8000-000000000000"] {
        let page = browser.get(path).await;
        page.assert_status(200);
        assert_eq!(page.text, "<title>Carrel</title>", "{path}");
        assert_eq!(page.header("cache-control"), "no-cache");
    }
    for path in [
        "/api/v1/nothing",
        "/problems/nothing",
        "/health/nothing",
        "/docs/nothing",
    ] {
        assert_eq!(browser.get(path).await.status, 404, "{path} is the API's");
    }
    app.anonymous()
        .get("/nothing.js")
        .await
        .assert_problem(404, "not-found");
    browser.delete("/circulate").await.assert_problem(404, "not-found");
    browser
        .delete("/api/v1/library")
        .await
        .assert_problem(405, "method-not-allowed");
    browser.get("/api/v1/library").await.assert_status(200);
    std::fs::remove_dir_all(dir).expect("the folder goes");
}
