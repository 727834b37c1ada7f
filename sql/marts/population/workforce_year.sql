-- The month before the window is read too, so that who left in the window's first month is seen.
with records as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.window_start,
        fact_workforce.worker_key,
        fact_workforce.month_end,
        fact_workforce.month_end >= period.window_start as is_in_window,
        fact_workforce.in_post,
        fact_workforce.has_left,
        fact_workforce.full_time_equivalent,
        fact_workforce.is_agency,
        fact_workforce.absence_days,
        max(if(fact_workforce.in_post, fact_workforce.month_end, null)) over (
            partition by period.authority_code, period.period_type, period.as_at, fact_workforce.worker_key
        ) as last_in_post_on
    from period
    inner join fact_workforce
        on fact_workforce.authority_code = period.authority_code
        and fact_workforce.month_end between date_sub(period.window_start, 1) and period.as_at
    where fact_workforce.method = 'recorded'
),

worker_years as (
    select
        authority_code,
        period_type,
        as_at,
        worker_key,
        min(last_in_post_on) as last_in_post_on,
        -- A record that says so before the worker was back in post is no end.
        max(month_end) filter (where has_left and month_end >= coalesce(last_in_post_on, month_end)) as left_on,
        -- Out of post and not left: on leave, say.
        coalesce(bool_or(not has_left) filter (where month_end > last_in_post_on), false) as says_not_left,
        -- The last month: that in which the worker was last in post, or, where none is held, that of leaving.
        max_by(full_time_equivalent, month_end)
            filter (where month_end = last_in_post_on or (last_in_post_on is null and has_left))
            as last_full_time_equivalent,
        -- A month that does not say so makes no agency worker permanent: the latest that says, up to leaving, decides.
        max_by(is_agency, month_end)
            filter (where is_agency is not null and (month_end <= last_in_post_on or has_left)) as was_agency,
        max(full_time_equivalent)
            filter (where month_end = as_at and in_post and not coalesce(is_agency, false)) as full_time_equivalent,
        coalesce(bool_or(month_end = as_at and in_post and not coalesce(is_agency, false)), false) as is_in_post,
        coalesce(sum(absence_days) filter (where is_in_window and not coalesce(is_agency, false)), 0) as absence_days
    from records
    group by authority_code, period_type, as_at, worker_key
),

workers as (
    select distinct authority_code, worker_key
    from fact_workforce
    where method = 'recorded'
),

months as (
    select distinct authority_code, month_end
    from fact_workforce
    where method = 'recorded'
),

next_months as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        min(months.month_end) as month_end
    from period
    inner join months
        on months.authority_code = period.authority_code
        and months.month_end > period.as_at
    group by period.authority_code, period.period_type, period.as_at
),

-- Who is in post in the first month held after the window: a lost record of the window's last month is no end.
in_post_next as (
    select
        next_months.authority_code,
        next_months.period_type,
        next_months.as_at,
        fact_workforce.worker_key
    from next_months
    inner join fact_workforce
        on fact_workforce.authority_code = next_months.authority_code
        and fact_workforce.month_end = next_months.month_end
    where
        fact_workforce.method = 'recorded'
        and fact_workforce.in_post
),

-- Which of the months the staff records hold.
held as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.window_start,
        period.has_full_history,
        count_if(months.month_end >= period.window_start)
        = months_between(date_add(period.as_at, 1), period.window_start) as has_months,
        coalesce(bool_or(months.month_end < period.window_start), false) as has_month_before
    from period
    left join months
        on months.authority_code = period.authority_code
        and months.month_end between date_sub(period.window_start, 1) and period.as_at
    group by
        period.authority_code,
        period.period_type,
        period.as_at,
        period.window_start,
        period.has_full_history
)

select
    held.authority_code,
    held.period_type,
    held.as_at,
    held.has_full_history and held.has_months as has_full_history,
    'worker' as member_kind,
    workers.worker_key as member_key,
    held.window_start,
    held.has_month_before,
    workers.worker_key,
    -- Who is in post no longer is banded on the last month in post (R20).
    coalesce(worker_years.last_in_post_on, worker_years.left_on, held.as_at) as banded_on,
    coalesce(worker_years.is_in_post, false) as is_in_post,
    worker_years.full_time_equivalent,
    worker_years.absence_days,
    -- Where no month says whether the worker left, who is in post at the end of one of the twelve months before and in no later
    -- one has left. Agency workers, and who became one, do not leave.
    not coalesce(worker_years.was_agency, false)
    and case
        when worker_years.left_on is not null then worker_years.left_on >= held.window_start
        when worker_years.says_not_left then false
        else worker_years.last_in_post_on < held.as_at and in_post_next.worker_key is null
    end as is_leaver,
    worker_years.last_full_time_equivalent
from held
inner join workers
    on workers.authority_code = held.authority_code
left join worker_years
    on worker_years.authority_code = held.authority_code
    and worker_years.period_type = held.period_type
    and worker_years.as_at = held.as_at
    and worker_years.worker_key = workers.worker_key
left join in_post_next
    on in_post_next.authority_code = held.authority_code
    and in_post_next.period_type = held.period_type
    and in_post_next.as_at = held.as_at
    and in_post_next.worker_key = workers.worker_key
-- Where months are not held, all workers say so (R17); otherwise only those whom the months name are members.
where worker_years.worker_key is not null or not held.has_months
