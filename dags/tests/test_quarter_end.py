"""The end of a quarter, run by Airflow on the published night."""

import json

from conftest import AFTER_THE_NIGHT


def test_a_quarter_is_recalculated_after_its_working_day_and_checked(airflow, kith, loaded, workers):
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


def test_a_lake_without_a_publication_skips_the_quarter(airflow, kith, workers):
    workers.setenv("KITH_ENV", kith.environment("fresh", lake="fresh-lake"))

    run = airflow.test(airflow.dag("quarter_end"), logical_date=AFTER_THE_NIGHT, run_conf={"quarter": "2025-09-30"})

    assert run.tasks()["quarter"] == ("success", 1)
    assert {task: state for task, (state, _) in run.tasks().items() if task != "quarter"} == dict.fromkeys(
        set(run.tasks()) - {"quarter"}, "skipped"
    )
    assert not (kith.home / "fresh-lake").exists()


def test_a_lake_that_lost_its_pointer_is_not_taken_for_a_new_one(airflow, kith, workers):
    (kith.home / "damaged-lake/published/2025-10-26-1").mkdir(parents=True)
    workers.setenv("KITH_ENV", kith.environment("damaged", lake="damaged-lake"))

    run = airflow.test(
        airflow.dag("quarter_end"),
        only=["quarter", "figures_are_published", "working_day"],
        logical_date=AFTER_THE_NIGHT,
        run_conf={"quarter": "2025-09-30"},
    )

    assert run.tasks()["figures_are_published"] == ("success", 1)
    assert run.tasks()["working_day"] == ("failed", 1)


def pointer(kith) -> dict:
    return json.loads((kith.home / "lake/published/current.json").read_text())
