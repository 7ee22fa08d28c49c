-- A register person of whom one record was found to be somebody else is no candidate.
delete from usulan
where exists (
    select 1
    from orang_beda as b
    inner join padanan_orang as p on p.id_o = b.id_lain
    where b.id_o = usulan.id_kiri and p.id_r = usulan.id_kanan
)
