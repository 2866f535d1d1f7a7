//! Choosing where a staff member works.

use diesel::PgConnection;
use uuid::Uuid;

use super::super::problem::AuthError;
use super::store::{self, Branch, DeskRow};
use super::{Place, StaffRow};

/// Where somebody wants to work.
#[derive(Clone, Copy, Debug)]
pub(in crate::auth) enum Wanted {
    /// They named it.
    Named { branch_id: Uuid, desk_id: Option<Uuid> },
    /// They stay where this session was; when they no longer may, as if nothing was named.
    Kept {
        branch_id: Option<Uuid>,
        desk_id: Option<Uuid>,
        is_placed: bool,
    },
    /// They said nothing: where they worked last, or the first of their branches.
    Any { desk_id: Option<Uuid> },
}

/// Finds the place. A named branch must be one of theirs, a named desk one in use at the branch.
pub(in crate::auth) fn choose(conn: &mut PgConnection, staff: &StaffRow, wanted: Wanted) -> Result<Place, AuthError> {
    let branches = store::branches_of(conn, staff.id)?;
    let theirs = |id: Option<Uuid>| branches.iter().find(|branch| Some(branch.id) == id);
    let last_or_first = || {
        theirs(staff.last_branch_id)
            .or(branches.first())
            .ok_or(AuthError::NoBranch)
    };
    match wanted {
        Wanted::Named { branch_id, desk_id } => {
            let branch = theirs(Some(branch_id)).ok_or(AuthError::NotTheirBranch)?.clone();
            let is_placed = desk_id.is_some() || !branch.has_desks;
            let desk = desk_at(conn, &branch, desk_id)?;
            Ok(Place {
                branch,
                desk,
                branches,
                is_placed,
            })
        }
        Wanted::Any { desk_id } => {
            let branch = last_or_first()?.clone();
            let desk = desk_at(conn, &branch, desk_id)?;
            Ok(Place {
                is_placed: desk.is_some(),
                branch,
                desk,
                branches,
            })
        }
        Wanted::Kept {
            branch_id,
            desk_id,
            is_placed,
        } => {
            let kept = theirs(branch_id);
            let is_kept = kept.is_some();
            let branch = kept.map_or_else(last_or_first, Ok)?.clone();
            let desk = match desk_id {
                Some(desk_id) if is_kept => store::find_desk(conn, desk_id, branch.id)?,
                _ => None,
            };
            Ok(Place {
                is_placed: is_placed && is_kept && desk.is_some() == desk_id.is_some(),
                branch,
                desk,
                branches,
            })
        }
    }
}

fn desk_at(conn: &mut PgConnection, branch: &Branch, desk_id: Option<Uuid>) -> Result<Option<DeskRow>, AuthError> {
    match desk_id {
        Some(desk_id) => store::find_desk(conn, desk_id, branch.id)?
            .ok_or(AuthError::NoSuchDesk)
            .map(Some),
        None => Ok(None),
    }
}
