select
    authority_code,
    team_key(dept_team_id) as team_key,
    dept_team_name as team_name,
    team_key(dept_team_parent_id) as parent_team_key,
    source_row
from ssd_department
