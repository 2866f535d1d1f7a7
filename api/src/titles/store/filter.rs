//! What titles are narrowed to.

use uuid::Uuid;

/// Every one that is given must fit.
#[derive(Clone, Debug, Default)]
pub(in crate::titles) struct Filter {
    pub format: Option<String>,
    pub language: Option<String>,
    pub audience: Option<String>,
    pub subject: Option<String>,
    pub branch_id: Option<Uuid>,
    pub available: bool,
}

impl Filter {
    /// The marks that a title must have: those of `title_marks` in `migrations/`. A subject is folded there, however it is written.
    pub(super) fn marks(&self) -> Vec<String> {
        let marks = [
            ("format", &self.format),
            ("language", &self.language),
            ("audience", &self.audience),
            ("subject", &self.subject),
        ];
        let given = marks
            .into_iter()
            .filter_map(|(kind, value)| value.as_ref().map(|value| (kind, value)));
        given.map(|(kind, value)| format!("{kind}:{value}")).collect()
    }

    /// Whether any is given.
    pub(in crate::titles) fn has_marks(&self) -> bool {
        !self.marks().is_empty()
    }
}
