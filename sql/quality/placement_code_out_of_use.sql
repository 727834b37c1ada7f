(placement_type = 'P2' and started_on > date'2023-10-27')
or (placement_type = 'H5' and started_on >= date'2024-04-01')
or (placement_type = 'Z1' and started_on >= date'2025-04-01')
