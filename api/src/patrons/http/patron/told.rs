//! How a patron as the desk reads them becomes what callers read.

use crate::patrons::read::{self, Counts};

use super::{
    Card, CardState, Guardian, Message, MessageAudience, NoticeChannel, Patron, PatronCounts, PatronState, Restriction,
};

impl From<read::Patron> for Patron {
    fn from(patron: read::Patron) -> Self {
        let card_number = patron.card_number().map(str::to_owned);
        let state = patron.row.state().into();
        let notice_channel = patron.row.notice_channel().map(NoticeChannel::from);
        let row = patron.row;
        let around = row.around.0;
        Self {
            id: row.id,
            name: row.name,
            given_name: row.given_name,
            family_name: row.family_name,
            preferred_name: row.preferred_name,
            card_number,
            cards: around.cards.into_iter().map(Card::from).collect(),
            birth_on: row.birth_on,
            age: patron.age,
            is_minor: patron.is_minor,
            category: around.category,
            home_branch: around.home_branch,
            email: row.email,
            phone: row.phone,
            address: row.address,
            postal_code: row.postal_code,
            city: row.city,
            country: row.country,
            language: row.language,
            wants_notices: row.wants_notices,
            notice_channel,
            keeps_history: row.keeps_history,
            expires_soon: patron.expires_soon,
            has_outgrown_category: patron.has_outgrown_category,
            expires_on: row.expires_on,
            state,
            merged_into: around.merged_into,
            has_pin: row.has_pin,
            desk_note: row.desk_note,
            restrictions: around.restrictions.into_iter().map(Restriction::from).collect(),
            messages: around.messages.into_iter().map(Message::from).collect(),
            guardians: around.guardians.into_iter().map(Guardian::from).collect(),
            children: around.children,
            counts: around.counts.into(),
            balance: row.balance,
            blocks: patron.blocks,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<read::Card> for Card {
    fn from(card: read::Card) -> Self {
        Self {
            number: card.number,
            state: card.state.into(),
        }
    }
}

impl From<read::CardState> for CardState {
    fn from(state: read::CardState) -> Self {
        match state {
            read::CardState::Active => Self::Active,
            read::CardState::Replaced => Self::Replaced,
            read::CardState::Lost => Self::Lost,
        }
    }
}

impl From<read::PatronState> for PatronState {
    fn from(state: read::PatronState) -> Self {
        match state {
            read::PatronState::Active => Self::Active,
            read::PatronState::Merged => Self::Merged,
            read::PatronState::Anonymised => Self::Anonymised,
        }
    }
}

impl From<read::Restriction> for Restriction {
    fn from(restriction: read::Restriction) -> Self {
        Self {
            id: restriction.id,
            reason: restriction.reason,
            ends_on: restriction.ends_on,
            created_at: restriction.created_at,
            created_by: restriction.created_by,
        }
    }
}

impl From<read::Guardian> for Guardian {
    fn from(guardian: read::Guardian) -> Self {
        Self {
            patron: guardian.patron,
            sees_charges: guardian.sees_charges,
            sees_loans: guardian.sees_loans,
            ends_on: guardian.ends_on,
        }
    }
}

impl From<Counts> for PatronCounts {
    fn from(counts: Counts) -> Self {
        Self {
            loans: counts.loans,
            on_site_loans: counts.on_site_loans,
            overdue: counts.overdue,
            lost: counts.lost,
            claims: counts.claims,
        }
    }
}

impl From<read::Message> for Message {
    fn from(message: read::Message) -> Self {
        Self {
            id: message.id,
            audience: match message.audience {
                read::Audience::Desk => MessageAudience::Desk,
                read::Audience::Patron => MessageAudience::Patron,
            },
            body: message.body,
            ends_on: message.ends_on,
            created_at: message.created_at,
            created_by: message.created_by,
        }
    }
}

impl From<MessageAudience> for read::Audience {
    fn from(audience: MessageAudience) -> Self {
        match audience {
            MessageAudience::Desk => Self::Desk,
            MessageAudience::Patron => Self::Patron,
        }
    }
}

impl From<read::NoticeChannel> for NoticeChannel {
    fn from(channel: read::NoticeChannel) -> Self {
        match channel {
            read::NoticeChannel::Email => Self::Email,
            read::NoticeChannel::TextMessage => Self::TextMessage,
            read::NoticeChannel::Post => Self::Post,
        }
    }
}

impl From<NoticeChannel> for read::NoticeChannel {
    fn from(channel: NoticeChannel) -> Self {
        match channel {
            NoticeChannel::Email => Self::Email,
            NoticeChannel::TextMessage => Self::TextMessage,
            NoticeChannel::Post => Self::Post,
        }
    }
}
