-- The sites that are linked and not READY, and since when: the tables that ToPostgres keeps.
-- Of the conditions that are not met, one has waited longest. Times inside of jsonb are milliseconds.
select coalesce(site.name, status."siteUid") as site,
       status.phase,
       string_agg(condition ->> 'reason', ', ') as reasons,
       to_timestamp(min((condition ->> 'since')::bigint) / 1000.0) as since
from link_statuses as status
left join rmm_sites as site using (key) -- both have the key tenant|siteUid
cross join jsonb_array_elements(status.conditions) as condition
where status.phase <> 'READY'
  and condition ->> 'status' <> 'TRUE'
group by status.key, site.name, status."siteUid", status.phase
order by since;
