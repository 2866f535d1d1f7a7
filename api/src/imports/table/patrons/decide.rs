//! What becomes of a row: somebody new, a change, or nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::patrons::intake::{self, Category, NewGuardian};
use crate::platform::problem::Problem;

use super::super::super::report::Remark;
use super::super::super::store::PatronRow;
use super::super::patron_name::Name;
use super::super::row::Cell;
use super::super::{Context, Fate, Row};
use super::fields::Person;
use super::known::Known;
use super::write::{Added, Changed, Plan};

/// Rows that are written together.
pub(super) struct Batch<'a> {
    context: &'a Context,
    known: &'a Known,
    today: NaiveDate,
    /// New ones by the marks of their names, with their dates of birth: somebody may answer for a minor of a later row.
    pub added: HashMap<u64, (Uuid, Option<NaiveDate>)>,
    /// Records that a row has spoken of.
    spoken_of: HashSet<Uuid>,
    pub plan: Plan,
}

/// Who would answer for a minor. Without an id in a dry run, when it is somebody of an earlier batch.
struct Guardian<'a> {
    id: Option<Uuid>,
    birth_on: Option<NaiveDate>,
    state: &'a str,
}

impl<'a> Batch<'a> {
    pub(super) fn new(context: &'a Context, known: &'a Known, now: DateTime<Utc>) -> Self {
        Self {
            context,
            known,
            today: context.today(now),
            added: HashMap::new(),
            spoken_of: HashSet::new(),
            plan: Plan::default(),
        }
    }

    pub(super) fn decide(&mut self, row: &Row, person: &Person) -> Cell<Fate> {
        match self.find(row, person)? {
            Some(record) => self.change(row, person, record),
            None => self.add(row, person).map(|()| Fate::Added),
        }
    }

    /// The record the row speaks of.
    fn find(&mut self, row: &Row, person: &Person) -> Cell<Option<&'a PatronRow>> {
        let key = person.key.clone().map(|(source, id)| Name::External(source, id));
        let by_key = key.as_ref().and_then(|name| self.known.named(name)).map(|(id, _)| id);
        let card = person.card_number.clone().map(Name::Card);
        let by_card = card.as_ref().and_then(|name| self.known.named(name));
        let taken = || row.refused_for(&intake::card_taken(), |_| "card_number");
        let id = match (by_key, by_card) {
            (Some(id), Some((owner, _))) if id != owner => return Err(taken()),
            (_, Some((_, false))) => {
                let detail = "The card of this number is no longer in use.";
                return Err(row.refusal("card_number", "inactive", detail));
            }
            (None, Some(_)) if key.is_some() => return Err(taken()),
            (Some(id), _) | (None, Some((id, true))) => id,
            (None, None) => return Ok(None),
        };
        let Some(record) = self.known.record(id).filter(|record| record.state == "active") else {
            return Err(row.refused_for(&intake::closed(), |_| ""));
        };
        if !self.spoken_of.insert(id) {
            return Err(row.refusal("", "twice", "An earlier row of the file is about the same patron."));
        }
        Ok(Some(record))
    }

    fn add(&mut self, row: &Row, person: &Person) -> Cell<()> {
        let category = self.category(row, person)?;
        let home_branch_id = match &person.home_branch {
            Some(code) => self.branch(row, code)?,
            None => self.context.branch_id,
        };
        let refuse = |problem: Problem| row.refused_for(&problem, |pointer| column(pointer, person));
        category.check_age(person.birth_on, self.today).map_err(refuse)?;
        let guardian = self.guardian(row, person)?;
        let link = self.link(category, person, guardian.as_ref()).map_err(refuse)?;
        let id = Uuid::now_v7();
        self.plan.added.push(Added {
            row: PatronRow {
                id,
                patron_category_id: category.id,
                home_branch_id,
                family_name: person.family_name.clone(),
                given_name: person.given_name.clone(),
                preferred_name: person.preferred_name.clone(),
                birth_on: person.birth_on,
                email: person.email.clone(),
                phone: person.phone.clone(),
                address: person.address.clone(),
                postal_code: person.postal_code.clone(),
                city: person.city.clone(),
                country: person.country.clone(),
                language: person.language.clone(),
                expires_on: person.expires_on.or_else(|| category.enrolled_until(self.today)),
                desk_note: person.desk_note.clone(),
                wants_notices: person.wants_notices.unwrap_or(true),
                notice_channel: person.notice_channel.map(str::to_owned),
                keeps_history: person.keeps_history.unwrap_or(false),
                state: "active".to_owned(),
                external_source: person
                    .key
                    .as_ref()
                    .map(|(source, _)| source.clone())
                    .unwrap_or_default(),
                external_id: person.key.as_ref().map(|(_, id)| id.clone()),
            },
            at: row.at.clone(),
            card_number: person.card_number.clone(),
            link: link.filter(|_| guardian.as_ref().is_some_and(|guardian| guardian.id.is_some())),
            reason: person.reason.clone().filter(|_| guardian.is_none()),
        });
        self.added
            .extend(person.names().map(|name| (name.mark(), (id, person.birth_on))));
        Ok(())
    }

    fn change(&mut self, row: &Row, person: &Person, before: &PatronRow) -> Cell<Fate> {
        let category = self.category(row, person)?;
        let mut after = before.clone();
        person.write_over(&mut after);
        after.patron_category_id = category.id;
        if let Some(code) = &person.home_branch {
            after.home_branch_id = self.branch_if_other(row, code, before)?;
        }
        if after.patron_category_id != before.patron_category_id || after.birth_on != before.birth_on {
            let refuse = |problem: Problem| row.refused_for(&problem, |pointer| column(pointer, person));
            category.check_age(after.birth_on, self.today).map_err(refuse)?;
        }
        let standing = self.known.standing(before.id);
        let card = standing.and_then(|standing| standing.card_number.as_deref());
        let card_number = person
            .card_number
            .clone()
            .filter(|number| Some(number.as_str()) != card);
        let link = self.new_link(row, person, &after, category)?;
        if after == *before && card_number.is_none() && link.is_none() {
            return Ok(Fate::Unchanged);
        }
        self.plan.changed.push(Changed {
            fields: after.differs_from(before),
            row: after,
            card_number,
            link,
        });
        Ok(Fate::Changed)
    }

    /// The link to a guardian who is not linked yet.
    fn new_link(
        &self,
        row: &Row,
        person: &Person,
        after: &PatronRow,
        category: &Category,
    ) -> Cell<Option<NewGuardian>> {
        let Some(guardian) = self.guardian(row, person)? else {
            return Ok(None);
        };
        let linked = self.known.standing(after.id).map(|standing| &standing.guardian_ids);
        if linked.zip(guardian.id).is_some_and(|(linked, id)| linked.contains(&id)) {
            return Ok(None);
        }
        let refuse = |problem: Problem| row.refused_for(&problem, |pointer| column(pointer, person));
        if guardian.id == Some(after.id) {
            return Err(refuse(intake::own_guardian()));
        }
        let asked = (guardian.id.unwrap_or_default(), guardian.birth_on, guardian.state);
        let link = category
            .link(after.birth_on, Some(asked), false, self.today)
            .map_err(refuse)?;
        Ok(link.filter(|_| guardian.id.is_some()))
    }

    fn link(
        &self,
        category: &Category,
        person: &Person,
        guardian: Option<&Guardian<'_>>,
    ) -> Result<Option<NewGuardian>, Problem> {
        let asked = guardian.map(|guardian| (guardian.id.unwrap_or_default(), guardian.birth_on, guardian.state));
        category.link(person.birth_on, asked, person.reason.is_some(), self.today)
    }

    /// Who is named as guardian: a record, or somebody of an earlier row.
    fn guardian(&self, row: &Row, person: &Person) -> Cell<Option<Guardian<'a>>> {
        let Some((column, name)) = &person.guardian else {
            return Ok(None);
        };
        let record = self.known.named(name).and_then(|(id, _)| self.known.record(id));
        if let Some(record) = record {
            return Ok(Some(Guardian {
                id: Some(record.id),
                birth_on: record.birth_on,
                state: &record.state,
            }));
        }
        let new = self
            .added
            .get(&name.mark())
            .map(|(id, birth_on)| (Some(*id), *birth_on));
        let pretended = || {
            self.context
                .pretended
                .get(&name.mark())
                .map(|birth_on| (None, *birth_on))
        };
        let (id, birth_on) = new
            .or_else(pretended)
            .ok_or_else(|| row.refused_for(&intake::unknown_guardian(), |_| column))?;
        Ok(Some(Guardian {
            id,
            birth_on,
            state: "active",
        }))
    }

    fn category(&self, row: &Row, person: &Person) -> Cell<&'a Category> {
        let found = self.known.categories.get(&person.category);
        found.ok_or_else(|| row.refused_for(&intake::unknown_category(), |_| "category"))
    }

    fn branch(&self, row: &Row, code: &str) -> Cell<Uuid> {
        let refuse = |problem: Problem| row.refused_for(&problem, |_| "home_branch");
        match self.known.branches.get(code) {
            Some(branch) if branch.is_active => Ok(branch.id),
            Some(_) => Err(refuse(intake::closed_branch())),
            None => Err(refuse(intake::unknown_branch())),
        }
    }

    /// A branch that was closed down after they came to it stays theirs.
    fn branch_if_other(&self, row: &Row, code: &str, before: &PatronRow) -> Cell<Uuid> {
        let same = self
            .known
            .branches
            .get(code)
            .filter(|branch| branch.id == before.home_branch_id);
        same.map_or_else(|| self.branch(row, code), |branch| Ok(branch.id))
    }
}

/// The column that a form's field is here.
fn column(pointer: &str, person: &Person) -> &'static str {
    match pointer {
        "/patron_category_id" => "category",
        "/home_branch_id" => "home_branch",
        "/card_number" => "card_number",
        "/reason" => "reason",
        "/guardian_id" => person
            .guardian
            .as_ref()
            .map_or("guardian_external_id", |(column, _)| column),
        _ => "",
    }
}

/// The row's remark for a patron who cannot be given a number.
pub(super) fn no_numbers(at: super::super::super::report::Position) -> Remark {
    Remark {
        at: Box::new(at),
        code: "no-card-numbers",
        column: Some("card_number"),
        detail: "No card number is left under the branch's prefix. Give one in the file.".to_owned(),
        is_refusal: true,
        ..Remark::default()
    }
}
