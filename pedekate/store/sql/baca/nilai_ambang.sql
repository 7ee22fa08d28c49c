-- Ketepatan pemadanan pada setiap ambang peluang, menurut kebenaran kota sintetis.
select ambang, presisi, sapuan from nilai_ambang order by ambang
