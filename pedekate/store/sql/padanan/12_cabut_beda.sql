-- Two people have looked at these pairs and found two persons (`orang_beda`, both directions): a link
-- an exact rule made between them is taken back.
delete from padanan_orang
where urutan = (select urutan from langkah)
    and exists (
        select 1
        from orang_beda as b
        inner join padanan_orang as p on p.id_o = b.id_lain
        where b.id_o = padanan_orang.id_o and p.id_r = padanan_orang.id_r
    )
