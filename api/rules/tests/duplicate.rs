use carrel_rules::block::Level;
use carrel_rules::duplicate::{Likeness, Shared, alike, block, same_phone};
use uuid::Uuid;

const NAME: Shared = Shared {
    name: true,
    birth: false,
    other_birth: false,
    email: false,
    phone: false,
    family: false,
};

#[test]
fn name_and_birth_tell_also_in_a_family() {
    let twin = Shared { birth: true, ..NAME };
    assert_eq!(alike(twin), [Likeness::NameAndBirth]);
    assert_eq!(alike(Shared { family: true, ..twin }), [Likeness::NameAndBirth]);
    let nobody = Shared { name: false, ..twin };
    assert_eq!(alike(nobody), [], "many are born on one day");
}

#[test]
fn a_name_alone_is_worth_a_look_unless_the_birth_differs() {
    assert_eq!(alike(NAME), [Likeness::Name]);
    assert_eq!(
        alike(Shared {
            other_birth: true,
            ..NAME
        }),
        []
    );
    assert!(!Likeness::Name.warns());
    assert_eq!(block(Uuid::nil(), &[Likeness::Name]), None);
}

#[test]
fn an_address_tells_among_strangers_only() {
    let contact = Shared {
        name: false,
        email: true,
        phone: true,
        ..NAME
    };
    assert_eq!(alike(contact), [Likeness::Email, Likeness::Phone]);
    assert_eq!(
        alike(Shared {
            family: true,
            ..contact
        }),
        []
    );
    assert_eq!(
        alike(Shared {
            other_birth: true,
            ..contact
        }),
        [],
        "another name and another birth is another person in the same house"
    );
    let misdated = Shared {
        name: true,
        other_birth: true,
        ..contact
    };
    assert_eq!(
        alike(misdated),
        [Likeness::Email, Likeness::Phone],
        "a mistyped date of birth"
    );
}

#[test]
fn the_block_is_lifted_by_saying_so_and_names_nobody() {
    let id = Uuid::from_u128(7);
    let block = block(id, &[Likeness::NameAndBirth, Likeness::Email, Likeness::Name]).expect("a block");
    assert_eq!(block.level, Level::Confirm);
    let facts = serde_json::to_value(&block.facts).expect("facts");
    assert_eq!(
        facts,
        serde_json::json!({"patron_id": id, "matched_by": "name_and_birth,email"})
    );
}

#[test]
fn phone_numbers_are_compared_by_their_end() {
    for (one, other) in [
        ("+49 30 1234567", "030 / 123 45 67"),
        ("030-1234567", "1234567"),
        ("0049301234567", "+49 (30) 1234567"),
        ("110", "110"),
    ] {
        assert!(same_phone(one, other) && same_phone(other, one), "{one} {other}");
    }
    for (one, other) in [
        ("030 1234567", "040 1234567"),
        ("4567", "030 1234567"),
        ("000", "0"),
        ("", ""),
        ("1234567", "1234568"),
    ] {
        assert!(!same_phone(one, other) && !same_phone(other, one), "{one} {other}");
    }
}
