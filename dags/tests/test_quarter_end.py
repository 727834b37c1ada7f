"""The end of a quarter, run by Airflow on the published night."""

import json

from conftest import AFTER_THE_NIGHT


def test_a_quarter_is_made_anew_after_its_working_day_and_checked(airflow, kith, loaded, workers):
    # Good Friday 2025 was 18 April, Easter Monday the 21st: without them the day would be the 18th.
    workers.setenv("AIRFLOW_VAR_KITH_QUARTER_END_WORKING_DAY", "14")
    before = pointer(kith)

    run = airflow.test(airflow.dag("quarter_end"), logical_date=AFTER_THE_NIGHT, run_conf={"quarter": "2025-03-31"})

    assert set(run.tasks().values()) == {("success", 1)}
    assert run.returned("working_day")[-1] == "2025-04-22T07:30:00+01:00"
    assert pointer(kith)["business_date"] == before["business_date"]
    assert pointer(kith)["publication_id"] != before["publication_id"]


def test_a_quarter_without_figures_is_found(airflow, loaded, workers):
    # The extract begins after that quarter.
    only = ["quarter", "every_kpi_has_the_whole_quarter"]

    run = airflow.test(
        airflow.dag("quarter_end"), only=only, logical_date=AFTER_THE_NIGHT, run_conf={"quarter": "2021-12-31"}
    )

    assert run.tasks()["every_kpi_has_the_whole_quarter"] == ("failed", 1)


def pointer(kith) -> dict:
    return json.loads((kith.home / "lake/published/current.json").read_text())
