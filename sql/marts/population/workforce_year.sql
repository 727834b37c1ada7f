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
        coalesce(fact_workforce.is_agency, false) as is_agency,
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
        max_by(struct(full_time_equivalent, is_agency), month_end)
            filter (where month_end = last_in_post_on or (last_in_post_on is null and has_left)) as last_month,
        max(full_time_equivalent) filter (where month_end = as_at and in_post and not is_agency) as full_time_equivalent,
        coalesce(bool_or(month_end = as_at and in_post and not is_agency), false) as is_in_post,
        coalesce(sum(absence_days) filter (where is_in_window and not is_agency), 0) as absence_days
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
    held.as_at as banded_on,
    coalesce(worker_years.is_in_post, false) as is_in_post,
    worker_years.full_time_equivalent,
    worker_years.absence_days,
    -- Where no month says whether the worker left, who is in post at the end of one of the twelve months before and in no later
    -- one has left. Agency workers, and who became one, do not leave.
    not worker_years.last_month.is_agency
    and case
        when worker_years.left_on is not null then worker_years.left_on >= held.window_start
        when worker_years.says_not_left then false
        else worker_years.last_in_post_on < held.as_at
    end as is_leaver,
    worker_years.last_month.full_time_equivalent as last_full_time_equivalent
from held
inner join workers
    on workers.authority_code = held.authority_code
left join worker_years
    on worker_years.authority_code = held.authority_code
    and worker_years.period_type = held.period_type
    and worker_years.as_at = held.as_at
    and worker_years.worker_key = workers.worker_key
-- Where months are not held, all workers say so (R17); otherwise only those whom the months name are members.
where worker_years.worker_key is not null or not held.has_months
