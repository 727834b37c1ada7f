not worker_known
