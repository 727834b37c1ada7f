"""Nights run by Airflow: how they end, and how often a stage is tried."""

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import AFTER_THE_NIGHT, NIGHT, Kith

STAGES = ["extract", "conform", "marts", "publish"]


def test_a_night_is_loaded_and_published(loaded, kith):
    assert loaded.returned("business_date") == NIGHT
    assert loaded.tasks() == dict.fromkeys(
        ["business_date", "wait_for_extract", *STAGES, "warehouse_file"], ("success", 1)
    )

    pointer = json.loads((kith.home / "lake/published/current.json").read_text())
    assert pointer["business_date"] == NIGHT
    assert (kith.home / "lake/published" / pointer["publication_id"] / "kpi_published").is_dir()
    assert (kith.home / "lake/warehouse/warehouse.duckdb").is_file()
    assert [result["command"] for result in results(kith.home / "lake")][:4] == STAGES


def test_a_column_missing_in_the_source_ends_the_night_at_its_first_try(airflow, kith, workers):
    broken = kith.home / "broken" / NIGHT
    shutil.copytree(kith.home / "extracts" / NIGHT, broken)
    drop_last_column(broken / "ssd_cla_placement.csv")
    workers.setenv("KITH_ENV", kith.environment("broken", lake="broken-lake", source="broken"))

    run = airflow.test(airflow.dag("nightly"), logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ("failed", 1)
    assert [run.tasks()[stage][0] for stage in STAGES[1:]] == ["upstream_failed"] * 3
    assert [result["exit_code"] for result in results(kith.home / "broken-lake")] == [3]
    assert not (kith.home / "broken-lake/published/current.json").exists()


def test_a_store_out_of_reach_is_tried_again_until_it_is_back(airflow, kith, loaded, workers):
    # The lake's storage is not mounted: its folder is missing.
    mount = kith.home / "mount"
    mount.write_text("")
    workers.setenv("KITH_ENV", kith.environment("mounted", lake="mount/lake"))

    def mount_again():
        mount.unlink()
        mount.symlink_to(kith.home)

    with meanwhile(airflow, "extract", "up_for_retry", mount_again):
        run = airflow.test(airflow.dag("nightly"), logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ("success", 2)
    assert [run.tasks()[stage] for stage in STAGES[1:]] == [("success", 1)] * 3


@pytest.mark.parametrize(
    ("code", "ended"),
    [
        (1, ("failed", 1)),
        (2, ("failed", 1)),
        (4, ("failed", 1)),
        (5, ("failed", 2)),
        (6, ("failed", 2)),
        (99, ("failed", 1)),
    ],
)
def test_each_exit_code_is_tried_as_often_as_it_may_be(airflow, launcher, code, ended):
    launcher(f"exit {code}")
    dag = airflow.dag("nightly")
    dag.get_task("extract").retries = 1

    run = airflow.test(dag, only=["business_date", "extract"], logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ended


@pytest.mark.parametrize("ending", ["kill -9 $$", "exit 143"])
def test_a_driver_that_was_killed_is_tried_again(airflow, launcher, ending):
    launcher(ending)
    dag = airflow.dag("nightly")
    dag.get_task("extract").retries = 1

    run = airflow.test(dag, only=["business_date", "extract"], logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ("failed", 2)


def test_a_stage_that_hangs_is_ended_and_leaves_no_process(airflow, launcher):
    lake = launcher('echo $$ > "$LAKE/process"; exec sleep 600')
    dag = airflow.dag("nightly")
    dag.get_task("extract").retries = 0
    dag.get_task("extract").execution_timeout = timedelta(seconds=2)

    run = airflow.test(dag, only=["business_date", "extract"], logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ("failed", 1)
    process = Path("/proc", (lake / "process").read_text().strip(), "status")
    assert not process.exists() or "zombie" in process.read_text()


@pytest.mark.parametrize(
    ("left", "ended"),
    [
        ("", ("failed", 2)),
        ('{"business_date": "2025-10-25", "exit_code": 0}', ("failed", 2)),
        ('{"business_date": "2025-10-26", "exit_code": 3}', ("failed", 1)),
        ('{"business_date": "2025-10-26", "exit_code": 0}', ("success", 1)),
    ],
    ids=["no result", "the result of another night", "a result that failed", "a result of this night"],
)
def test_an_exit_of_0_is_believed_only_with_the_result_of_this_night(airflow, launcher, left, ended):
    launcher(f"""[ -z '{left}' ] || echo '{left}' > "$LAKE/ops/results/2-extract.json"; exit 0""")
    dag = airflow.dag("nightly")
    dag.get_task("extract").retries = 1

    run = airflow.test(dag, only=["business_date", "extract"], logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ended


def test_an_older_result_is_not_taken_for_the_one_of_this_run(airflow, launcher):
    lake = launcher("exit 0")
    (lake / "ops/results/1-extract.json").write_text(json.dumps({"business_date": NIGHT, "exit_code": 0}))
    dag = airflow.dag("nightly")
    dag.get_task("extract").retries = 0

    run = airflow.test(dag, only=["business_date", "extract"], logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ("failed", 1)


def test_the_wait_for_the_extract_goes_away_between_its_looks(airflow, kith, workers):
    late = kith.home / "late" / NIGHT
    late.mkdir(parents=True)
    workers.setenv("KITH_ENV", kith.environment("late", source="late"))
    only = ["business_date", "wait_for_extract"]

    with meanwhile(airflow, "wait_for_extract", "up_for_reschedule", (late / "_COMPLETE").touch):
        run = airflow.test(airflow.dag("nightly"), only=only, logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["wait_for_extract"] == ("success", 1)


def test_a_look_that_finds_nothing_names_the_folder_and_what_is_in_it(airflow, kith, workers, capsys):
    late = kith.home / "later" / NIGHT
    late.mkdir(parents=True)
    (late / "ssd_person.csv").touch()
    workers.setenv("KITH_ENV", kith.environment("later", source="later"))
    wait = airflow.dag("nightly").get_task("wait_for_extract")
    wait.night = NIGHT

    assert wait.poke({}) is False
    shutil.rmtree(late)
    assert wait.poke({}) is False

    said = capsys.readouterr().out
    assert f"{late} has 1 files but no _COMPLETE" in said
    assert f"{late} is not there" in said
    assert "another night may run meanwhile" in said


def test_the_wait_is_for_every_source_that_has_nights(airflow, kith, workers):
    complete = [kith.home / folder / NIGHT / "_COMPLETE" for folder in ["one", "other"]]
    for file in complete:
        file.parent.mkdir(parents=True)
    workers.setenv("KITH_ENV", kith.environment("several", source="one"))
    several = kith.home / "conf/environments/several.yaml"
    several.write_text(several.read_text().replace("- {system: b", "- {system: other, at: other}\n- {system: b"))
    wait = airflow.dag("nightly").get_task("wait_for_extract")
    wait.night = NIGHT

    complete[0].touch()
    assert wait.poke({}) is False
    complete[1].touch()
    assert wait.poke({}) is True


def test_a_task_that_fails_for_good_tells_with_the_counts_of_its_run(airflow, kith, workers, tmp_path):
    night = kith.home / "told" / NIGHT
    shutil.copytree(kith.home / "extracts" / NIGHT, night)
    workers.setenv("KITH_ENV", kith.environment("told", lake="told-lake", source="told"))
    teller = tmp_path / "teller"
    teller.write_text(f"#!/usr/bin/env bash\ncat > '{tmp_path}/told.txt'\n")
    teller.chmod(0o755)
    workers.setenv("KITH_ON_FAILURE", str(teller))

    def told() -> str:
        tasks = ["business_date", "wait_for_extract", "extract"]
        airflow.test(airflow.dag("nightly"), only=tasks, logical_date=AFTER_THE_NIGHT)
        return (tmp_path / "told.txt").read_text()

    placements = night / "ssd_cla_placement.csv"
    whole = placements.read_text()
    drop_last_column(placements)
    broken = told()
    assert broken.startswith("Kith: nightly.extract failed after 1 tries")
    assert f"Night {NIGHT}, exit code 3 (broken_contract)." in broken
    assert "Cannot load ssd.cla_placement" in broken

    placements.write_text(whole.replace(" 00:00:00.000", " of no time"))
    held = told()
    assert f"Night {NIGHT}, exit code 4 (held_back)." in held
    records = int(re.search(r"Records: ([0-9]+) in the source, [0-9]+ loaded, [0-9]+ quarantined", held)[1])
    assert records == stated_records(night) + benchmark_records(kith.home / "conf" / "benchmarks")


def test_a_teller_that_fails_itself_does_not_hide_why_the_task_failed(airflow, launcher, workers):
    launcher("exit 2")
    workers.setenv("KITH_ON_FAILURE", "/nowhere/teller")

    run = airflow.test(airflow.dag("nightly"), only=["business_date", "extract"], logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["extract"] == ("failed", 1)


def test_the_text_of_a_failure_adds_up_what_the_steps_counted():
    from kith_tasks import failure_text

    step = {"stage": "extract", "step": "ssd_person", "counts": {"source": 1000, "loaded": 990, "quarantined": 10}}
    result = {
        "business_date": NIGHT,
        "exit_code": 4,
        "outcome": "held_back",
        "message": "Too much was quarantined.",
        "steps": [step, {**step, "step": "ssd_missing", "counts": {"source": 10, "loaded": 10}}],
    }

    text = failure_text("nightly", "extract", "manual__1", 1, result)

    assert text.splitlines() == [
        "Kith: nightly.extract failed after 1 tries (run manual__1).",
        f"Night {NIGHT}, exit code 4 (held_back).",
        "Too much was quarantined.",
        "Steps ended: 2. Records: 1010 in the source, 1000 loaded, 10 quarantined.",
    ]


def test_an_unknown_environment_ends_the_night_before_anything_is_awaited(airflow, kith, workers):
    workers.setenv("KITH_ENV", "nowhere")

    run = airflow.test(airflow.dag("nightly"), logical_date=AFTER_THE_NIGHT)

    assert run.tasks()["wait_for_extract"] == ("failed", 1)


@pytest.fixture
def launcher(kith: Kith, tmp_path: Path, workers):
    """A Kith whose launcher ends in ways that cannot be forced on the real one."""

    def with_script(script: str) -> Path:
        (tmp_path / "jobs/bin").mkdir(parents=True)
        (tmp_path / "conf/environments").mkdir(parents=True)
        (tmp_path / "lake/ops/results").mkdir(parents=True)
        shutil.copy(kith.home / "conf/environments/test.yaml", tmp_path / "conf/environments/test.yaml")
        file = tmp_path / "jobs/bin/kith"
        file.write_text(f"#!/usr/bin/env bash\nLAKE='{tmp_path}/lake'\n{script}\n")
        file.chmod(0o755)
        workers.setenv("KITH_HOME", str(tmp_path))
        return tmp_path / "lake"

    return with_script


@contextmanager
def meanwhile(airflow, task_id: str, state: str, do: Callable[[], object]) -> Iterator[None]:
    """Does something as soon as Airflow has recorded a state of a task, while the block runs."""
    before = airflow.last_run("nightly")
    until = time.monotonic() + 60
    seen = threading.Event()

    def watch() -> None:
        while time.monotonic() < until and not seen.is_set():
            run = airflow.last_run("nightly")
            if run != before and run.tasks().get(task_id, ("", 0))[0] == state:
                do()
                seen.set()
            time.sleep(0.05)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield
    watcher.join()
    assert seen.is_set(), f"{task_id} was never {state}"


def results(lake: Path) -> list[dict]:
    return [json.loads(file.read_text()) for file in sorted((lake / "ops/results").glob("[!.]*.json"))]


def drop_last_column(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(line.rsplit(",", 1)[0] for line in lines) + "\n", encoding="utf-8")


def stated_records(night: Path) -> int:
    """How many records the source says it wrote, over all tables of a night."""
    lines = [line.split(",") for line in (night / "_COMPLETE").read_text().splitlines()]
    return sum(int(value) for _, value in lines if value.isdigit())


def benchmark_records(folder: Path) -> int:
    """How many records the published figures hold that a night lands beside its source."""
    files = [folder / "benchmark_series.csv", folder / "statistical_neighbours.csv"]
    return sum(len(file.read_text().splitlines()) - 1 for file in files)
