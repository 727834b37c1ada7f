"""The end of a quarter, run by Airflow on the published night."""

import json
from datetime import UTC, datetime


def test_the_quarter_just_ended_is_made_anew_and_checked(airflow, kith, loaded, workers):
    before = pointer(kith)

    run = airflow.test(airflow.dag("quarter_end"), logical_date=datetime(2025, 10, 1, 12, tzinfo=UTC))

    assert set(run.tasks().values()) == {("success", 1)}
    assert run.returned("quarter") == "2025-09-30"
    assert run.returned("working_day")[-1] == "2025-10-14T07:30:00+01:00"
    assert pointer(kith)["business_date"] == before["business_date"]
    assert pointer(kith)["publication_id"] != before["publication_id"]


def test_bank_holidays_are_no_working_days_and_a_quarter_without_figures_is_found(
    airflow, kith, loaded, workers, monkeypatch
):
    # New Year's Day 2022 was a Saturday: Monday the 3rd was the bank holiday. The extract begins after that quarter.
    monkeypatch.setenv("AIRFLOW_VAR_KITH_QUARTER_END_WORKING_DAY", "3")
    only = ["quarter", "working_day", "every_kpi_has_the_whole_quarter"]

    run = airflow.test(
        airflow.dag("quarter_end"), only=only, logical_date=datetime.now(UTC), run_conf={"quarter": "2021-12-31"}
    )

    assert run.returned("working_day")[-1] == "2022-01-06T07:30:00+00:00"
    assert run.tasks()["every_kpi_has_the_whole_quarter"] == ("failed", 1)


def pointer(kith) -> dict:
    return json.loads((kith.home / "lake/published/current.json").read_text())
