-- Every item on loan, four a patron, as the service itself lent the model. After shelf.sql.

insert into loans (id, item_id, patron_id, title_id, item_type_id, kind, branch_id, controlling_branch_id, desk_id,
    staff_id, checked_out_at, due_at, due_on, due_reasons, terms, sources, limit_policy_id)
select bench.id(19, n), item.id, bench.id(12, 1 + (n - 1) % 5000), item.title_id, item.item_type_id, model.kind,
    model.branch_id, model.controlling_branch_id, model.desk_id, model.staff_id, now() - interval '1 day', model.due_at,
    model.due_on, model.due_reasons, model.terms, model.sources, model.limit_policy_id
from generate_series(1, 16000) n join items item on item.id = bench.id(11, n), bench.model;
update items set status = 'on_loan' where status <> 'on_loan';
