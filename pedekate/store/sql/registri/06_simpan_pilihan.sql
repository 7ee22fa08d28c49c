-- Keep the pairs chosen in this round, with the evidence in words.
insert into padanan_ks
select
    t.id_ks, t.id_k, l.urutan,
    case when t.kk_sama = 1 and t.nik_sama > 0 then 'kk dan nik'
        when t.kk_sama = 1 then 'kk'
        else 'nik'
    end as dasar
from terpilih as t
cross join langkah as l
