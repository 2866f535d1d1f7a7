use carrel::platform::desk::Role;
use carrel::staff::command::{AddError, NewMember, add};

use crate::auth::log_in;
use crate::support::TestApp;

fn member() -> NewMember {
    NewMember {
        username: "first".to_owned(),
        name: "First Supervisor".to_owned(),
        role: Role::Supervisor,
        all_branches: true,
        branch_codes: Vec::new(),
        password: "long enough".to_owned(),
    }
}

fn run(app: &TestApp, member: &NewMember) -> Result<uuid::Uuid, AddError> {
    let mut conn = app.db.connection().expect("a connection");
    add(&mut conn, member, app.clock.now())
}

#[actix_web::test]
async fn the_first_supervisor_comes_by_the_command() {
    let app = TestApp::start().await;

    run(&app, &member()).expect("added");

    let answer = log_in(&app, "first", "long enough").await;
    answer.assert_status(200);
    assert_eq!(answer.json["staff"]["role"], "supervisor");
    assert_eq!(app.audit("staff.created").await, 1);
}

#[actix_web::test]
async fn it_keeps_the_rules_of_the_api() {
    let app = TestApp::start().await;
    let refused = |change: fn(&mut NewMember)| {
        let mut member = member();
        change(&mut member);
        run(&app, &member).expect_err("refused").to_string()
    };

    assert!(refused(|member| member.username = "First One".to_owned()).contains("username"));
    assert!(refused(|member| member.name = " ".to_owned()).contains("name"));
    assert!(refused(|member| member.password = "short".to_owned()).contains("8 to 128"));
    assert!(refused(|member| member.all_branches = false).contains("--all-branches"));
    let unknown = refused(|member| {
        member.all_branches = false;
        member.branch_codes = vec!["CEN".to_owned(), "NOWHERE".to_owned()];
    });
    assert!(unknown.contains("does not exist"));
    assert!(refused(|member| member.username = "ada".to_owned()).contains("taken"));
    assert_eq!(app.count("select count(*) from staff").await, 2);
}
