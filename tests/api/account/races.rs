//! Several desks on one account. Each race is tried several times in one database.

use futures_util::future::{join, join_all};

use super::{account, fine, id, leave, pay};
use crate::loans::races::trials;
use crate::support::{TestApp, json};

#[actix_web::test]
async fn the_whole_debt_paid_four_times_at_once_is_paid_once() {
    let app = TestApp::start().await;
    for _ in 0..trials() {
        let patron = app.patron().await;
        fine(&app, &patron, 990).await;
        fine(&app, &patron, 10).await;

        let answers = join_all((0..4).map(|_| pay(&app, &patron, 1_000))).await;

        let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409]);
        for answer in answers.iter().filter(|answer| answer.status == 409) {
            answer.assert_problem(409, "nothing-owed");
        }
        let account = account(&app, &patron).await;
        assert_eq!((&account["balance"], &account["credit"]), (&json!(0), &json!(0)));
    }
}

#[actix_web::test]
async fn a_waiver_against_a_payment_settles_once() {
    let app = TestApp::start().await;
    for _ in 0..trials() {
        let patron = app.patron().await;
        let owed = fine(&app, &patron, 100).await;
        let waiving = app.assistant().once();
        let path = format!("/api/v1/fines/{owed}/waivers");

        let (paid, waived) = join(pay(&app, &patron, 100), waiving.post(&path, json!({"reason": "Ill"}))).await;

        let done = [paid.status, waived.status]
            .iter()
            .filter(|status| **status < 300)
            .count();
        assert_eq!(done, 1, "{} {}", paid.text, waived.text);
        assert_eq!(account(&app, &patron).await["balance"], 0);
    }
}

#[actix_web::test]
async fn a_payment_is_voided_once_and_not_paid_out_as_well() {
    let app = TestApp::start().await;
    for _ in 0..trials() {
        let patron = app.patron().await;
        let kept = leave(&app, &patron, 100).await;
        let (payouts, voids) = (
            format!("/api/v1/patrons/{}/payouts", patron.id),
            format!("/api/v1/payments/{}/voids", id(&kept.json)),
        );
        let client = app.assistant();
        let out = json!({"amount": 100, "method": "cash", "reason": "Moves away"});
        let undo = || client.once();
        let (first, second, third) = (undo(), undo(), undo());

        let (paid_out, (one, two)) = join(
            first.post(&payouts, out),
            join(
                second.post(&voids, json!({"reason": "Wrong"})),
                third.post(&voids, json!({"reason": "Wrong"})),
            ),
        )
        .await;

        let done = [&paid_out, &one, &two]
            .iter()
            .filter(|answer| answer.status < 300)
            .count();
        assert_eq!(done, 1, "{} {} {}", paid_out.text, one.text, two.text);
        let account = account(&app, &patron).await;
        assert_eq!((&account["balance"], &account["credit"]), (&json!(0), &json!(0)));
    }
}

#[actix_web::test]
async fn a_refund_at_two_desks_gives_back_once() {
    let app = TestApp::start().await;
    for _ in 0..trials() {
        let patron = app.patron().await;
        let paid = fine(&app, &patron, 100).await;
        pay(&app, &patron, 100).await.assert_status(201);
        let path = format!("/api/v1/fines/{paid}/refunds");
        let body = json!({"amount": 60, "method": "cash", "reason": "Charged by mistake"});
        let (one, two) = (app.assistant().once(), app.supervisor().once());

        let (one, two) = join(one.post(&path, body.clone()), two.post(&path, body)).await;

        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422], "{} {}", one.text, two.text);
        assert_eq!(account(&app, &patron).await["balance"], 60);
    }
}

#[actix_web::test]
async fn receipts_of_many_desks_have_no_gaps() {
    let app = TestApp::start().await;
    for _ in 0..trials() / 4 {
        let patrons = join_all((0..6).map(|_| app.patron())).await;
        let client = app.assistant();
        let taken = join_all(patrons.iter().flat_map(|patron| {
            // Every second one is refused: nothing is owed.
            [true, false].map(|keeps| {
                let client = client.once();
                let body = json!({"patron_id": patron.id, "amount": 5, "method": "cash", "keep_as_credit": keeps});
                async move { client.post("/api/v1/payments", body).await.status }
            })
        }))
        .await;

        assert!(taken.iter().all(|status| [201, 409].contains(status)), "{taken:?}");
        let gaps = app.count("select max(receipt_number) - count(*) from payments").await;
        assert_eq!(gaps, 0);
    }
}
