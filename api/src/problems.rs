//! `GET /problems` and `GET /problems/{code}`: what each problem means and what to do about it.

use actix_web::{HttpResponse, get, web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::platform::problem::{Code, Problem};

/// A kind of problem, explained.
#[derive(Serialize, ToSchema)]
struct ProblemKind {
    /// The machine's word.
    code: &'static str,
    /// The HTTP status it comes with.
    status: u16,
    /// A short sentence.
    title: &'static str,
    /// What it means and what the caller can do.
    explanation: &'static str,
}

/// Every kind of problem.
#[derive(Serialize, ToSchema)]
struct ProblemKinds {
    /// In the order of the table.
    items: Vec<ProblemKind>,
}

pub(crate) fn configure(config: &mut ServiceConfig) {
    config.service(list_problems).service(get_problem);
}

fn published() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| *code != Code::Replay)
}

fn explain(code: Code) -> ProblemKind {
    ProblemKind {
        code: code.as_str(),
        status: code.status(),
        title: code.title(),
        explanation: code.explanation(),
    }
}

/// List every kind of problem.
///
/// Permissions: none.
#[utoipa::path(tag = "problems", operation_id = "listProblems", responses((status = 200, description = "Every kind of problem.", body = ProblemKinds)))]
#[get("/problems")]
async fn list_problems() -> HttpResponse {
    HttpResponse::Ok().json(ProblemKinds {
        items: published().map(explain).collect(),
    })
}

/// Explain a problem.
///
/// Permissions: none.
#[utoipa::path(
    tag = "problems",
    operation_id = "getProblem",
    params(("code" = String, Path, description = "The problem's code.", max_length = 64, example = "blocked")),
    responses((status = 200, description = "The problem, explained.", body = ProblemKind))
)]
#[get("/problems/{code}")]
async fn get_problem(code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = published()
        .find(|known| known.as_str() == code.as_str())
        .ok_or(Problem::of(Code::NotFound))?;
    Ok(HttpResponse::Ok().json(explain(found)))
}
