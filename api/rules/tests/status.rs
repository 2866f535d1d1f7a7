use carrel_rules::status::Status;

#[test]
fn every_status_reads_back_from_its_word() {
    for status in Status::ALL {
        assert_eq!(status.as_str().parse(), Ok(status));
        assert_eq!(serde_json::to_value(status).expect("json"), status.as_str());
    }
    assert!("checked_out".parse::<Status>().is_err());
}
