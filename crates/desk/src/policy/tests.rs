//! What the table opens, and to whom it opens nothing.

use super::*;

#[test]
fn nobody_does_anything_by_a_post_that_is_held_no_more() {
    for deed in Deed::ALL {
        assert!(Role::ALL.iter().all(|role| !allows(*role, deed, Relation::Former)), "{deed:?}");
    }
}

#[test]
fn the_administrator_has_nothing_to_do_with_the_business_data() {
    let own = [Deed::ReadWork, Deed::KeepOwnAccount, Deed::ReadAccounts, Deed::ManageAccounts];
    for deed in Deed::ALL.into_iter().filter(|deed| !own.contains(deed)) {
        let open = Relation::ALL.iter().any(|it| allows(Administrator, deed, *it));
        assert!(!open, "{deed:?} is open to the administrator");
    }
}

#[test]
fn the_auditor_changes_nothing() {
    let reads = [
        Deed::ReadWork,
        Deed::KeepOwnAccount,
        Deed::ReadAccounts,
        Deed::ReadSheet,
        Deed::ReadBoard,
        Deed::ReadHistory,
        Deed::ExportAudit,
    ];
    for deed in Deed::ALL.into_iter().filter(|deed| !reads.contains(deed)) {
        assert!(!Relation::ALL.iter().any(|it| allows(Auditor, deed, *it)), "{deed:?}");
    }
}

#[test]
fn amounts_are_written_by_the_finance_section_alone() {
    for role in Role::ALL.into_iter().filter(|role| *role != Finance) {
        assert!(!Relation::ALL.iter().any(|it| allows(role, Deed::WriteMoney, *it)), "{role:?}");
    }
}

#[test]
fn a_section_works_on_its_own_sheets_and_on_no_others() {
    for role in LOCAL {
        assert!(allows(*role, Deed::WriteText, Relation::Own));
        for deed in [Deed::ReadSheet, Deed::WriteText, Deed::Submit, Deed::Pass, Deed::Return, Deed::Ask] {
            assert!(!allows(*role, deed, Relation::Other), "{role:?} {deed:?}");
        }
    }
}

#[test]
fn in_what_an_organisation_above_owes_a_section_reads_and_writes_and_does_nothing_else() {
    for role in LOCAL {
        let open = Deed::ALL.into_iter().filter(|deed| allows(*role, *deed, Relation::Above));
        assert_eq!(open.collect::<Vec<_>>(), [Deed::ReadSheet, Deed::WriteText], "{role:?}");
    }
    for role in Role::ALL.into_iter().filter(|role| !role.is_local()) {
        for deed in Deed::ALL {
            let [above, other] = [Relation::Above, Relation::Other].map(|it| allows(role, deed, it));
            assert_eq!(above, other, "{role:?} {deed:?}");
        }
    }
}

#[test]
fn every_deed_is_listed_once_and_is_open_to_somebody() {
    for (at, deed) in Deed::ALL.iter().enumerate() {
        assert_eq!(Deed::ALL.iter().position(|it| it == deed), Some(at));
        let open = |role: &Role| Relation::ALL.iter().any(|it| allows(*role, *deed, *it));
        assert!(Role::ALL.iter().any(open), "{deed:?} is open to nobody");
    }
}
