//! Languages: MARC's three letters as the two of ISO 639-1.

use carrel_marc::Record;

/// MARC's code and ISO's, for languages that have both.
const LANGUAGES: &str = "afr af,alb sq,amh am,ara ar,arm hy,asm as,aze az,baq eu,bel be,ben bn,bos bs,bre br,bul bg,bur my,\
    cat ca,chi zh,cor kw,cos co,cze cs,dan da,dut nl,eng en,epo eo,est et,fao fo,fin fi,fre fr,fry fy,geo ka,ger de,gla gd,\
    gle ga,glg gl,gre el,grn gn,guj gu,hat ht,hau ha,heb he,hin hi,hrv hr,hun hu,ibo ig,ice is,ind id,ita it,jav jv,jpn ja,\
    kan kn,kaz kk,khm km,kin rw,kor ko,kur ku,lao lo,lat la,lav lv,lin ln,lit lt,ltz lb,mac mk,mal ml,mao mi,mar mr,may ms,\
    mlg mg,mlt mt,mol ro,mon mn,nav nv,nep ne,nno nn,nob nb,nor no,oci oc,ori or,orm om,pan pa,per fa,pol pl,por pt,pus ps,\
    que qu,roh rm,rum ro,run rn,rus ru,san sa,scc sr,scr hr,sin si,slo sk,slv sl,smo sm,sna sn,snd sd,som so,spa es,srd sc,\
    srp sr,ssw ss,sun su,swa sw,swe sv,tah ty,tam ta,tat tt,tel te,tgk tg,tgl tl,tha th,tib bo,tir ti,ton to,tsn tn,tso ts,\
    tuk tk,tur tr,twi tw,uig ug,ukr uk,urd ur,uzb uz,ven ve,vie vi,wel cy,wol wo,xho xh,yid yi,yor yo,zha za,zul zu";

/// The language of the text, or of what is sung: 008, else the first of 041.
pub(super) fn language(record: &Record) -> Option<String> {
    let coded = record.control(b"008").and_then(|value| value.get(35..38));
    let listed = record.data(b"041").next();
    let listed = listed.and_then(|field| field.first(b'a').or_else(|| field.first(b'd'))?.get(..3));
    [coded, listed].into_iter().flatten().find_map(two_letters)
}

fn two_letters(code: &str) -> Option<String> {
    let code = code.to_ascii_lowercase();
    let mut pairs = LANGUAGES.split(',').filter_map(|pair| pair.trim().split_once(' '));
    pairs.find(|(marc, _)| *marc == code).map(|(_, iso)| iso.to_owned())
}

/// MARC's code for a language; undetermined when there is none.
pub(crate) fn three_letters(code: &str) -> &'static str {
    let mut pairs = LANGUAGES.split(',').filter_map(|pair| pair.trim().split_once(' '));
    pairs.find(|(_, iso)| *iso == code).map_or("und", |(marc, _)| marc)
}
