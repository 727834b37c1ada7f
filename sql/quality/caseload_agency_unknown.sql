is_agency is null
