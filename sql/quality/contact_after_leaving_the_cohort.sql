accommodation not in ('unknown', '0', if(in_touch = 'RHOM', 'B', '0'))
or activity not in ('unknown', '0')
