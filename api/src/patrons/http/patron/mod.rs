//! A patron as callers read it.

mod told;

use carrel_rules::block::Block;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::platform::openapi::BlockBody;
use crate::platform::refs::{BranchRef, CodeRef, PatronRef, StaffRef};

/// A patron, with all that a desk shows.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct Patron {
    /// The patron.
    id: Uuid,
    /// As the desk says it: the preferred name, if there is one, and the family name.
    #[schema(example = "Ines Ortega")]
    name: String,
    /// Given names.
    given_name: String,
    /// Family name.
    family_name: String,
    /// What they like to be called instead of the given name.
    preferred_name: Option<String>,
    /// Number of the card in use.
    #[schema(example = "20000000017")]
    card_number: Option<String>,
    /// Every card the patron has had: the one in use first, then the newest.
    cards: Vec<Card>,
    /// Date of birth.
    birth_on: Option<NaiveDate>,
    /// In whole years today.
    #[schema(minimum = 0)]
    age: Option<u32>,
    /// Known to be younger than the library's adults.
    is_minor: bool,
    /// What kind of patron.
    category: CodeRef,
    /// The branch whose limits hold.
    home_branch: BranchRef,
    /// E-mail address.
    email: Option<String>,
    /// Phone number.
    phone: Option<String>,
    /// Postal address, in lines.
    address: Option<String>,
    /// Postal code.
    postal_code: Option<String>,
    /// Town.
    city: Option<String>,
    /// Country, in two letters of ISO 3166.
    #[schema(example = "ES")]
    country: Option<String>,
    /// Language to write to them in.
    language: Option<String>,
    /// Whether they want to be written to without having asked.
    wants_notices: bool,
    /// How they want to be written to; null leaves it to the library.
    notice_channel: Option<NoticeChannel>,
    /// Whether finished loans stay with their record for as long as they like.
    keeps_history: bool,
    /// Last day the card is good for; null is for ever.
    expires_on: Option<NaiveDate>,
    /// Whether the card is good and its last day near, by the library's window.
    expires_soon: bool,
    /// Whether they are older than their category is for.
    has_outgrown_category: bool,
    /// Whether the record is in use.
    state: PatronState,
    /// The record that took over, when this one was merged.
    merged_into: Option<PatronRef>,
    /// Whether they can sign in.
    has_pin: bool,
    /// For staff: what to know when this patron is at the desk.
    desk_note: Option<String>,
    /// In force or to come.
    restrictions: Vec<Restriction>,
    /// What is to be said to the desk or to the patron, newest first.
    messages: Vec<Message>,
    /// Who answers for this minor today.
    guardians: Vec<Guardian>,
    /// Whom this patron answers for today.
    children: Vec<PatronRef>,
    /// What they have.
    counts: PatronCounts,
    /// What they owe, in minor units; negative for a credit.
    balance: i64,
    /// What would stop a check-out here now, whatever the item.
    #[schema(value_type = Vec<BlockBody>)]
    blocks: Vec<Block>,
    /// When the patron was registered.
    created_at: DateTime<Utc>,
    /// When the record was last changed.
    updated_at: DateTime<Utc>,
}

/// A card, in use or not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PatronCard)]
pub(in crate::patrons::http) struct Card {
    /// What it says.
    number: String,
    /// Whether it is in use.
    state: CardState,
}

/// The state of a card.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::patrons::http) enum CardState {
    /// In use.
    Active,
    /// There is a newer one.
    Replaced,
    /// Nobody knows where it is.
    Lost,
}

/// Whether a record is in use.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::patrons::http) enum PatronState {
    /// It is.
    Active,
    /// Another record of the same person took over.
    Merged,
    /// It belongs to nobody any more.
    Anonymised,
}

/// Something staff hold against lending.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct Restriction {
    /// The restriction.
    id: Uuid,
    /// Why.
    reason: String,
    /// Its last day; null until it is lifted.
    ends_on: Option<NaiveDate>,
    /// Since when.
    created_at: DateTime<Utc>,
    /// By whom.
    created_by: StaffRef,
}

/// A message on the record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PatronMessage)]
pub(in crate::patrons::http) struct Message {
    /// The message.
    id: Uuid,
    /// Whom it is for.
    audience: MessageAudience,
    /// What it says.
    body: String,
    /// The last day it is shown; null until it is taken down.
    ends_on: Option<NaiveDate>,
    /// Since when.
    created_at: DateTime<Utc>,
    /// By whom.
    created_by: StaffRef,
}

/// Whom a message is for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::patrons::http) enum MessageAudience {
    /// The staff who serve the patron.
    Desk,
    /// The patron.
    Patron,
}

/// How a patron wants to be written to.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::patrons::http) enum NoticeChannel {
    /// By e-mail.
    Email,
    /// To the phone.
    TextMessage,
    /// On paper.
    Post,
}

/// Who answers for a minor.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct Guardian {
    /// The guardian.
    patron: PatronRef,
    /// Whether they see what the minor owes.
    sees_charges: bool,
    /// Whether they see what the minor has on loan.
    sees_loans: bool,
    /// The link's last day.
    ends_on: Option<NaiveDate>,
}

/// What a patron has. A loan claimed returned counts as a claim only.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::patrons::http) struct PatronCounts {
    /// Open loans, without those for use in the building.
    #[schema(minimum = 0)]
    loans: i64,
    /// Open loans for use in the building.
    #[schema(minimum = 0)]
    on_site_loans: i64,
    /// Open loans past their due date, without lost ones.
    #[schema(minimum = 0)]
    overdue: i64,
    /// Open loans of lost items.
    #[schema(minimum = 0)]
    lost: i64,
    /// Open loans of which the patron says that they were returned.
    #[schema(minimum = 0)]
    claims: i64,
}
