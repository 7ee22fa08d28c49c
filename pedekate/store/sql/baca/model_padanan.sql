-- Bobot setiap tingkat pembanding model padanan, menurut urutan model.
select pembanding, tingkat, m, u, bobot from model_padanan order by urutan
