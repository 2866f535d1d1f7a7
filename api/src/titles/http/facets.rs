//! `GET /titles/facets`.

use actix_web::{get, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

use crate::platform::db::Db;
use crate::platform::json::Query;
use crate::platform::problem::Problem;
use crate::platform::refs::BranchRef;
use crate::platform::title_format::TitleFormat;
use crate::titles::search;
use crate::titles::store::{Count, Counts, Filter};

use super::list::asked;
use super::title::Audience;
use super::write::two_letters;

/// The question and the filters of a list of titles.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct FacetsQuery {
    /// Words, an ISBN or the beginning of a call number, as in a list of titles.
    #[validate(length(max = 200))]
    #[param(max_length = 200, example = "pride and prej")]
    q: Option<String>,
    /// What they are.
    #[param(inline)]
    format: Option<TitleFormat>,
    /// ISO 639-1.
    #[validate(length(min = 2, max = 2), custom(function = two_letters))]
    #[param(min_length = 2, max_length = 2, pattern = "^[a-z]{2}$")]
    language: Option<String>,
    /// Whom they are meant for.
    #[param(inline)]
    audience: Option<Audience>,
    /// One of their subjects, the whole of it, case and diacritics apart.
    #[validate(length(min = 1, max = 200))]
    #[param(min_length = 1, max_length = 200)]
    subject: Option<String>,
    /// With a copy that belongs to this branch.
    branch_id: Option<Uuid>,
    /// True: only those with a copy that can be taken from the shelf now, at the branch if one is named.
    available: Option<bool>,
}

/// How many titles there are, and how many each further filter would leave.
#[derive(Debug, Serialize, ToSchema)]
struct TitleFacets {
    /// Titles that answer, all filters applied.
    #[schema(minimum = 0)]
    total_count: i64,
    /// Whether all counts are estimates, raised from a part and rounded to two digits.
    is_estimate: bool,
    /// What the question was taken for, where no title has its words as they were written.
    #[schema(max_length = 2000)]
    corrected_to: Option<String>,
    /// Titles with a copy that can be taken from the shelf now.
    #[schema(minimum = 0)]
    available_count: i64,
    /// By what they are.
    #[schema(max_items = 20)]
    formats: Vec<FacetCount>,
    /// By language.
    #[schema(max_items = 200)]
    languages: Vec<FacetCount>,
    /// By whom they are meant for.
    #[schema(max_items = 10)]
    audiences: Vec<FacetCount>,
    /// By subject: the twenty that come most often.
    #[schema(max_items = 20)]
    subjects: Vec<FacetCount>,
    /// By the branch that copies belong to, in the order of the branches.
    #[schema(max_items = 1000)]
    branches: Vec<BranchCount>,
}

/// What a filter of this value would leave.
#[derive(Debug, Serialize, ToSchema)]
struct FacetCount {
    /// The value to filter by.
    #[schema(max_length = 2000, example = "large_print")]
    value: String,
    /// Titles.
    #[schema(minimum = 0)]
    count: i64,
}

/// What a filter of this branch would leave.
#[derive(Debug, Serialize, ToSchema)]
struct BranchCount {
    /// The branch.
    branch: BranchRef,
    /// Titles.
    #[schema(minimum = 0)]
    count: i64,
}

/// Count what further filters would leave of a list of titles.
///
/// Each facet is counted with every filter but its own, so that it shows what could be chosen instead. Up to 4,096 titles are
/// counted one by one; of more, a random part is counted and raised to the whole, and `is_estimate` says so.
///
/// Permissions: none.
#[utoipa::path(
    tag = "titles",
    operation_id = "getTitleFacets",
    params(FacetsQuery),
    responses((status = 200, description = "The counts.", body = TitleFacets)),
)]
#[get("/titles/facets")]
pub(super) async fn get_facets(
    db: web::Data<Db>,
    query: Query<FacetsQuery>,
) -> Result<web::Json<TitleFacets>, Problem> {
    let query = query.0;
    let question = query.q.as_deref().and_then(asked);
    let filter = Filter {
        format: query.format.map(|format| format.as_str().to_owned()),
        language: query.language,
        audience: query.audience.map(|audience| audience.as_str().to_owned()),
        subject: query.subject,
        branch_id: query.branch_id,
        available: query.available.unwrap_or(false),
    };
    let counted = db
        .snapshot(move |conn| search::count(conn, question.as_deref(), &filter))
        .await?;
    let (counts, corrected_to) = counted.unwrap_or_default();
    Ok(web::Json(TitleFacets::shown(counts, corrected_to)))
}

impl TitleFacets {
    fn shown(counts: Counts, corrected_to: Option<String>) -> Self {
        let shown = |counts: Vec<Count<String>>| counts.into_iter().map(FacetCount::from).collect();
        Self {
            total_count: counts.total_count,
            is_estimate: counts.is_estimate,
            corrected_to,
            available_count: counts.available_count,
            formats: shown(counts.formats),
            languages: shown(counts.languages),
            audiences: shown(counts.audiences),
            subjects: shown(counts.subjects),
            branches: counts.branches.into_iter().map(BranchCount::from).collect(),
        }
    }
}

impl From<Count<String>> for FacetCount {
    fn from(Count { value, count }: Count<String>) -> Self {
        Self { value, count }
    }
}

impl From<Count<BranchRef>> for BranchCount {
    fn from(Count { value, count }: Count<BranchRef>) -> Self {
        Self { branch: value, count }
    }
}
