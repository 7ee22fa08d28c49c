-- Enrolment: recipients of payment lists and what registries flag, with where they are found.

-- A NIK or KK that points to one register person or family only.
create table nik_tujuan as
select k.nik, min(k.id_r) as id_r
from kunci_orang as k
where k.nik is not null
group by k.nik
having count(distinct k.id_r) = 1;

create table kk_tujuan as
select no_kk, min(id_k) as id_k from reg_kk group by no_kk having count(*) = 1;

create table peserta as
with bayar as (
    select
        b.program, 'daftar_bayar' as sumber, i.id_r, coalesce(i.id_k, k.id_k) as id_k,
        b.kode_kelurahan, b.periode, 'keluarga' as jenis
    from kanon_penerima as b
    left join nik_tujuan as n on n.nik = b.nik
    left join individu_gabung as i on i.id_r = n.id_r
    left join kk_tujuan as k on k.no_kk = b.no_kk
),
tanda_orang as (
    select
        f.program, f.sumber, s.id_r, i.id_k, o.kode_kelurahan, f.periode, f.jenis
    from kanon_program as f
    inner join orang as o
        on o.no_berkas = f.no_berkas and o.baris = f.baris and o.asal = 'berkas'
    inner join padanan_orang as s on s.id_o = o.id_o
    inner join individu_gabung as i on i.id_r = s.id_r
    where f.jenis = 'individu'
),
tanda_keluarga as (
    select
        f.program, f.sumber, cast(null as bigint) as id_r, p.id_k, k.kode_kelurahan,
        max(f.periode) as periode, f.jenis
    from kanon_program as f
    inner join ks as k on k.no_berkas = f.no_berkas and k.baris = f.baris and k.asal = 'berkas'
    inner join padanan_ks as p on p.id_ks = k.id_ks
    where f.jenis = 'keluarga'
    group by f.program, f.sumber, p.id_k, k.kode_kelurahan, f.jenis
),
-- One recipient is one row: PBI is paid per person, everything else per family, so where a source
-- says both, the other level is left out.
keluarga_saja as (
    select t.*
    from tanda_keluarga as t
    left join (select distinct program, sumber, id_k from tanda_orang) as o
        on o.program = t.program and o.sumber = t.sumber and o.id_k = t.id_k
    where t.program <> 'pbi' or o.id_k is null
),
orang_saja as (
    select
        o.program, o.sumber, o.id_r, o.id_k, o.kode_kelurahan, max(o.periode) as periode, o.jenis
    from tanda_orang as o
    left join (select distinct program, sumber, id_k from tanda_keluarga) as t
        on t.program = o.program and t.sumber = o.sumber and t.id_k = o.id_k
    where o.program = 'pbi' or t.id_k is null
    group by o.program, o.sumber, o.id_r, o.id_k, o.kode_kelurahan, o.jenis
)
select * from bayar
union all
select * from orang_saja
union all
select * from keluarga_saja;

-- Receives: by the payment list where one was loaded for the programme, else by the registries that
-- are still kept up; what a closed one wrote years ago is history.
create table terima as
with ada_daftar as (
    select distinct program from kanon_penerima
)
select
    p.id_k,
    max(case when p.program = 'pkh' then 1 else 0 end) = 1 as terima_pkh,
    max(case when p.program = 'bpnt' then 1 else 0 end) = 1 as terima_bpnt,
    max(case when p.program = 'bpntd' then 1 else 0 end) = 1 as terima_bpntd
from peserta as p
left join ada_daftar as a on a.program = p.program
left join urutan_sumber as u on u.sumber = p.sumber
where
    p.id_k is not null
    and (a.program is null or p.sumber = 'daftar_bayar')
    and not coalesce(u.lampau, false)
group by p.id_k;

create table putusan_keluarga as
select p.id_k, v.kode_kelurahan, v.hasil, v.tanggal, v.nomor_berita_acara,
    row_number() over (
        partition by p.id_k order by v.tanggal desc, v.no_berkas desc, v.baris desc
    ) as ke
from putusan as v
left join ks as k on k.kunci_putusan = v.kunci_putusan
left join padanan_ks as p on p.id_ks = k.id_ks;
