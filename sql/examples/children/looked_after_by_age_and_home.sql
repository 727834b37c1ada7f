-- How old are the children looked after, and with whom do they live?
-- One row per age band at the latest quarter end and one column per kind of home; the columns add up to children.
select
    age_band,
    count(*) as children,
    count_if(kind_of_home = 'family_and_friends') as family_and_friends,
    count_if(kind_of_home = 'other_foster') as other_foster,
    count_if(kind_of_home = 'parent') as with_parents,
    count_if(kind_of_home = 'adoption') as placed_for_adoption,
    count_if(kind_of_home = 'secure_or_childrens_home') as childrens_home,
    count_if(kind_of_home = 'supported_accommodation') as supported_accommodation,
    count_if(
        kind_of_home not in (
            'family_and_friends', 'other_foster', 'parent', 'adoption', 'secure_or_childrens_home', 'supported_accommodation'
        )
    ) as elsewhere
from children_looked_after
where as_at = (select max(as_at) from kpi_quarterly)
group by age_band
order by case age_band when 'under_1' then 1 when '1_to_4' then 2 when '5_to_9' then 3 when '10_to_15' then 4 else 5 end
