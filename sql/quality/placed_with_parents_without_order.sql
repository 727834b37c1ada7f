legal_status = 'V2'
