//! What every list of codes and names does, tried on one of them.

use futures_util::future::join_all;
use serde_json::json;
use uuid::Uuid;

use super::{Client, TestApp};

/// A list: its address, and the name of what is on it in deeds.
pub(crate) struct CodeList {
    pub(crate) path: &'static str,
    pub(crate) noun: &'static str,
    /// How many entries a new test library has.
    pub(crate) given: usize,
}

impl CodeList {
    async fn add(&self, caller: &Client, code: &str) -> String {
        let answer = caller.post(self.path, json!({"code": code, "name": code})).await;
        answer.assert_status(201);
        answer.header("location")
    }

    pub(crate) async fn assert_entries_are_added_read_and_changed(&self) {
        let app = TestApp::start().await;
        let supervisor = app.supervisor();
        let added = supervisor
            .post(self.path, json!({"code": "NEW-1", "name": "New"}))
            .await;
        added.assert_status(201);
        let address = added.header("location");
        let id = added.json["id"].as_str().expect("an id");
        assert_eq!(address, format!("{}/{id}", self.path));
        assert_eq!([&added.json["code"], &added.json["name"]], ["NEW-1", "New"]);
        let read = app.assistant().get(&address).await;
        assert_eq!((&read.json, read.header("etag")), (&added.json, added.header("etag")));
        let changed = supervisor
            .if_match("\"v1\"")
            .patch(&address, json!({"name": "Newer"}))
            .await;
        changed.assert_status(200);
        assert_eq!([&changed.json["code"], &changed.json["name"]], ["NEW-1", "Newer"]);
        assert_eq!(changed.header("etag"), "\"v2\"");
        for deed in ["created", "changed"] {
            let deed = format!("{}.{deed}", self.noun);
            assert_eq!((app.audit(&deed).await, app.events(&deed).await), (1, 1), "{deed}");
        }
    }

    pub(crate) async fn assert_entries_are_listed_by_code(&self) {
        let app = TestApp::start().await;
        for code in ["Z2", "Z3", "Z1"] {
            self.add(&app.supervisor(), code).await;
        }
        let mut codes = Vec::new();
        let mut path = format!("{}?limit=2", self.path);
        loop {
            let answer = app.assistant().get(&path).await;
            answer.assert_status(200);
            let items = answer.json["items"].as_array().expect("items").clone();
            codes.extend(
                items
                    .iter()
                    .map(|item| item["code"].as_str().expect("a code").to_owned()),
            );
            let Some(cursor) = answer.json["next_cursor"].as_str() else {
                break;
            };
            path = format!("{}?limit=2&cursor={cursor}", self.path);
        }
        assert_eq!(codes.len(), self.given + 3);
        assert_eq!(codes[self.given..], ["Z1", "Z2", "Z3"]);
        let bad = app.assistant().get(&format!("{}?cursor=%7B", self.path)).await;
        bad.assert_problem(400, "bad-cursor");
        let unknown = app.assistant().get(&format!("{}?colour=red", self.path)).await;
        unknown.assert_fields(&[("/colour", "unknown-field")]);
    }

    pub(crate) async fn assert_codes_are_given_once(&self) {
        let app = TestApp::start().await;
        let supervisor = app.supervisor();
        self.add(&supervisor, "ONE").await;
        let two = self.add(&supervisor, "TWO").await;
        let added = supervisor.post(self.path, json!({"code": "ONE", "name": "One"})).await;
        let changed = supervisor.if_match("\"v1\"").patch(&two, json!({"code": "ONE"})).await;
        for answer in [added, changed] {
            answer.assert_problem(409, "already-exists");
            assert_eq!(answer.json["errors"][0]["pointer"], "/code");
        }
        let once = supervisor.once();
        let first = once.post(self.path, json!({"code": "KEY", "name": "Key"})).await;
        let again = once.post(self.path, json!({"code": "KEY", "name": "Key"})).await;
        assert_eq!((again.status, &again.json), (201, &first.json));
    }

    pub(crate) async fn assert_of_two_changes_of_one_version_one_wins(&self) {
        let app = TestApp::start().await;
        let address = self.add(&app.supervisor(), "ONE").await;
        for trial in 1..=10 {
            let tag = format!("\"v{trial}\"");
            let change = |name: &'static str| {
                let (supervisor, address) = (app.supervisor().if_match(&tag), address.clone());
                async move { supervisor.patch(&address, json!({ "name": name })).await }
            };
            let mut answers = join_all([change("One"), change("Other")]).await;
            answers.sort_by_key(|answer| answer.status);
            answers[0].assert_status(200);
            answers[1].assert_problem(412, "stale");
        }
    }

    pub(crate) async fn assert_only_a_supervisor_changes_it(&self) {
        let app = TestApp::start().await;
        let patron = app.patron().await;
        let address = self.add(&app.supervisor(), "ONE").await;
        let body = json!({"code": "TWO", "name": "Two"});
        for (caller, status, code) in [
            (app.anonymous(), 401, "unauthenticated"),
            (app.patron_caller(&patron), 403, "forbidden"),
            (app.assistant(), 403, "forbidden"),
        ] {
            let caller = caller.if_match("\"v1\"");
            caller.post(self.path, body.clone()).await.assert_problem(status, code);
            caller.patch(&address, body.clone()).await.assert_problem(status, code);
        }
    }

    pub(crate) async fn assert_only_staff_read_it(&self) {
        let app = TestApp::start().await;
        let patron = app.patron().await;
        let address = self.add(&app.supervisor(), "ONE").await;
        for path in [self.path, &address] {
            app.anonymous().get(path).await.assert_problem(401, "unauthenticated");
            app.patron_caller(&patron)
                .get(path)
                .await
                .assert_problem(403, "forbidden");
        }
    }

    pub(crate) async fn assert_wrong_requests_are_refused(&self) {
        let app = TestApp::start().await;
        let supervisor = app.supervisor();
        let address = self.add(&supervisor, "ONE").await;
        let nothing = format!("{}/{}", self.path, Uuid::now_v7());
        let post = async |body| supervisor.post(self.path, body).await;
        post(json!({"code": "a b", "name": ""}))
            .await
            .assert_fields(&[("/code", "pattern"), ("/name", "length")]);
        post(json!({"code": "A".repeat(17), "name": "A".repeat(101)}))
            .await
            .assert_fields(&[("/code", "length"), ("/name", "length")]);
        post(json!({"name": "A"})).await.assert_fields(&[("/code", "missing")]);
        post(json!({"code": "A", "name": "A", "id": 1}))
            .await
            .assert_fields(&[("/id", "unknown-field")]);
        let stale = supervisor.if_match("\"v2\"").patch(&address, json!({})).await;
        stale.assert_problem(412, "stale");
        let unnamed = supervisor.patch(&address, json!({})).await;
        unnamed.assert_problem(428, "if-match-missing");
        let unknown = supervisor.if_match("\"v1\"").patch(&nothing, json!({})).await;
        unknown.assert_problem(404, "not-found");
        supervisor.get(&nothing).await.assert_problem(404, "not-found");
    }
}
