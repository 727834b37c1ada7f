-- Where each child was in care on the day that its bands are of. Where episodes overlap, that of the later start says so (R6).
with periods_on_day as (
    select
        banded_member.authority_code,
        banded_member.child_key,
        banded_member.in_care_on,
        max(fact_care_period.started_on) as care_started_on,
        max_by(fact_care_period.history_from, fact_care_period.started_on) as care_history_from
    from banded_member
    inner join fact_care_period
        on fact_care_period.authority_code = banded_member.authority_code
        and fact_care_period.child_key = banded_member.child_key
        and fact_care_period.started_on <= banded_member.in_care_on
        and (fact_care_period.ended_on is null or fact_care_period.ended_on > banded_member.in_care_on)
    group by banded_member.authority_code, banded_member.child_key, banded_member.in_care_on
),

episodes_on_day as (
    select
        banded_member.authority_code,
        banded_member.child_key,
        banded_member.in_care_on,
        max_by(
            struct(fact_care_episode.counted_placement_type, fact_care_episode.legal_status),
            struct(fact_care_episode.started_on, fact_care_episode.episode_no)
        ) as episode
    from banded_member
    inner join fact_care_episode
        on fact_care_episode.authority_code = banded_member.authority_code
        and fact_care_episode.child_key = banded_member.child_key
        and fact_care_episode.started_on <= banded_member.in_care_on
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until > banded_member.in_care_on)
    where fact_care_episode.care_period_no is not null
    group by banded_member.authority_code, banded_member.child_key, banded_member.in_care_on
)

select
    banded_member.member,
    banded_member.authority_code,
    banded_member.banded_on,
    banded_member.began_at,
    banded_member.child_key,
    banded_member.in_care_on,
    banded_member.placement_key,
    banded_member.until_at,
    banded_member.worker_key,
    periods_on_day.care_started_on,
    periods_on_day.care_history_from,
    episodes_on_day.episode.counted_placement_type as placement_type,
    episodes_on_day.episode.legal_status
from banded_member
left join periods_on_day
    on periods_on_day.authority_code = banded_member.authority_code
    and periods_on_day.child_key = banded_member.child_key
    and periods_on_day.in_care_on = banded_member.in_care_on
left join episodes_on_day
    on episodes_on_day.authority_code = banded_member.authority_code
    and episodes_on_day.child_key = banded_member.child_key
    and episodes_on_day.in_care_on = banded_member.in_care_on
