import { describe, expect, it } from 'vitest';
import { detect, mask, rest } from './detection.ts';

const found = (text: string, language?: string) =>
  detect(text, { language }).map(({ start, end, type }) => `${type}: ${text.slice(start, end)}`);

describe('a text in which something stands', () => {
  it.each([
    ['write to carol.reed@example.com please', 'email: carol.reed@example.com'],
    ['schreib an boris (at) example (dot) de', 'email: boris (at) example (dot) de'],
    ['reach me on +1 202 555 0143 tonight', 'phone: +1 202 555 0143'],
    ['Ruf mich bitte an: 0151/23456789', 'phone: 0151/23456789'],
    ['tel portable 06 12 34 56 78 merci', 'phone: 06 12 34 56 78'],
    ['mi móvil es el 612 345 678', 'phone: 612 345 678'],
    ['il mio cellulare è 347 1234567', 'phone: 347 1234567'],
    ['bel me op 06-12345678', 'phone: 06-12345678'],
    ['mój numer to 601 234 567', 'phone: 601 234 567'],
    ['o meu telemóvel é 912 345 678', 'phone: 912 345 678'],
    ['the router at 192.0.2.44 is down', 'ip: 192.0.2.44'],
    ['address 2001:db8::ff00:42:8329 fails', 'ip: 2001:db8::ff00:42:8329'],
    ['its mac is 00:1A:2B:3C:4D:5E', 'mac: 00:1A:2B:3C:4D:5E'],
    ['IBAN DE89 3704 0044 0532 0130 00', 'iban: DE89 3704 0044 0532 0130 00'],
    ['card 4242\u00a04242\u00a04242\u00a04242 was charged', 'card: 4242\u00a04242\u00a04242\u00a04242'],
    ['４２４２４２４２４２４２４２４２ is the card', 'card: ４２４２４２４２４２４２４２４２'],
    ['mi DNI es 12345678Z', 'national-id: 12345678Z'],
    ['codice fiscale RSSMRA85T10A562S', 'national-id: RSSMRA85T10A562S'],
    ['PESEL 44051401359', 'national-id: 44051401359'],
    ['mijn BSN is 111222333', 'national-id: 111222333'],
    ['née le 4 mai 1975 à Lyon', 'birth-date: 4 mai 1975'],
    ['geb. am 12.03.1980', 'birth-date: 12.03.1980'],
    ['we are at 51.50735, -0.12776 now', 'geo: 51.50735, -0.12776'],
    ['my van, reg AB12 CDE, is outside', 'plate: AB12 CDE'],
    ['Kennzeichen M-AB 1234', 'plate: M-AB 1234'],
    ['deliver to 12 Elm Street, Leeds LS1 4DY', 'address: 12 Elm Street, Leeds LS1 4DY'],
    ['wohne in der Hauptstraße 5b, 10115 Berlin', 'address: Hauptstraße 5b, 10115 Berlin'],
    ['j’habite 12 rue des Lilas, 69003 Lyon', 'address: 12 rue des Lilas, 69003 Lyon'],
    ['adres: ul. Długa 4, 31-147 Kraków', 'address: ul. Długa 4, 31-147 Kraków'],
    ['ich heiße Anna Schmidt und warte', 'name: Anna Schmidt'],
    ['my password is Tulips4ever!', 'password: Tulips4ever!'],
    ['mot de passe : chaton77', 'password: chaton77'],
    ['use AKIAIOSFODNN7EXAMPLE for now', 'key: AKIAIOSFODNN7EXAMPLE'],
    ['der Bestätigungscode 553201 kam nicht', 'code: 553201'],
    ['ich bin Diabetiker', 'health: Diabetiker'],
    ['sono musulmana', 'religion: musulmana'],
    ['ik ben lid van de vakbond', 'union: vakbond'],
    ['mi hermano es gitano', 'ethnicity: gitano'],
    ['soy lesbiana', 'sex-life: lesbiana'],
    ['my brother was convicted', 'criminal: convicted'],
    ['I’m Black and was followed round your shop', 'ethnicity: I’m Black'],
    ['I miscarried in May, so I did not answer', 'health: I miscarried'],
    ['ich habe einen GdB von 80', 'health: GdB von 80'],
    ['Schwerbehindertenausweis: GdB 50, Merkzeichen G', 'health: GdB 50'],
    ['I only eat halal', 'religion: eat halal'],
    ['we keep kosher', 'religion: keep kosher'],
    ['Wir essen nur halal', 'religion: essen nur halal'],
    ['je mange halal', 'religion: mange halal'],
    ['mangio solo halal', 'religion: mangio solo halal'],
    ['wij eten alleen halal', 'religion: eten alleen halal'],
    ['jem tylko halal', 'religion: jem tylko halal'],
    ['eu como halal', 'religion: eu como halal'],
    ['nosotros comemos halal', 'religion: comemos halal'],
  ])('%s', (text, expected) => expect(found(text)).toContain(expected));

  it('is looked through for the names that are known, in any case and order', () => {
    const text = 'ask boris, or CAROL REED';
    expect(detect(text, { known: ['Carol Reed', 'Boris Müller'] }).map(({ start, end }) => text.slice(start, end))).toEqual([
      'boris',
      'CAROL REED',
    ]);
  });
});

describe('a text of noisy kinds', () => {
  it.each([
    ['hi its ada again, no parcel', 'name: ada'],
    ['lg boris', 'name: boris'],
    ['grazie e saluti, carol', 'name: carol'],
    ['mi suegra Ada no oye bien', 'name: Ada'],
    ['my roommate Tenzin paid', 'name: Tenzin'],
    ['hoi met sanne, pakje is er niet', 'name: sanne'],
    ['this is uh boris kowalski calling', 'name: boris kowalski'],
    ['rozmawiałem wczoraj z Adamem', 'name: Adamem'],
    ['Nom : Benali\nPrénom : Ada', 'name: Benali'],
    ['Un saludo, Mª Carmen', 'name: Mª Carmen'],
    ['carol quenby is here, write to carol.quenby@example.com', 'name: carol quenby'],
    ['Boris schrieb, dann hat boris angerufen', 'name: boris'],
    ['Fdo. Ada L1orente', 'name: Ada L1orente'],
    ['name;phone\nAda Zyx;0800 555 0101', 'name: Ada Zyx'],
    ['nome,nif,telefone\nAda Luz,193850273,21 555 01 09', 'national-id: 193850273'],
    ['meine nummer ist null eins fünf eins fünf fünf null null', 'phone: null eins fünf eins fünf fünf null null'],
    ['abito in via dei mille quarantasette palermo', 'address: via dei mille quarantasette palermo'],
    ['carol dot reed at example dot com', 'email: carol dot reed at example dot com'],
    ['user=carol@example.com failed', 'email: carol@example.com'],
    ['the gate code is 4411C', 'door-code: 4411C'],
    ['kod do bramy 1410*', 'door-code: 1410*'],
    ['wifi del portal Tulipan_2020! gracias', 'password: Tulipan_2020!'],
    ['aws_secret=wJ4rXUtnF8MIK7MDvNGbPxRf', 'key: wJ4rXUtnF8MIK7MDvNGbPxRf'],
    ['bo jesteśmy Romami', 'ethnicity: Romami'],
    ['ik ben draagster van taaislijmziekte', 'genetic: draagster van taaislijmziekte'],
    ['o reconhecimento da íris falha', 'biometric: reconhecimento da íris'],
    ['mi hermana milita en Podemos', 'politics: milita en Podemos'],
    ['condamnation pour vol en 2012', 'criminal: condamnation pour vol'],
    ['[12/10/2025, 21:05] Summer: no!!', 'name: Summer'],
    ['PAX 1 REED/CAROL MRS', 'name: REED/CAROL'],
    ['{"cliente":"Carol Quenby","stato":"aperto"}', 'name: Carol Quenby'],
    ['Mein Kollege Gündoğan meldet sich', 'name: Gündoğan'],
    ['hello my name is grace how are you', 'name: grace'],
    ['date of birth?\ncaller: the ninth of august nineteen seventy one', 'birth-date: the ninth of august nineteen seventy one'],
    ['data di nascita: tre maggio millenovecentosettanta', 'birth-date: tre maggio millenovecentosettanta'],
    ["(7,'1994-02-27','ada@example.com')", 'birth-date: 1994-02-27'],
    ['devolver para PT23 0010 0000 2918 3746 5011 3', 'iban: PT23 0010 0000 2918 3746 5011 3'],
    ['a mi marido, 634 55 01 77', 'phone: 634 55 01 77'],
    ['ich fuhr den Caddy PI XY 88 gestern', 'plate: PI XY 88'],
    ['wysyłka Rynek 4, 33-300 Nowy Sącz', 'address: Rynek 4, 33-300 Nowy Sącz'],
    ['pass2=alfama1755', 'password: alfama1755'],
    ['la clave vieja no, la buena es Sol2024x', 'password: Sol2024x'],
    ['MAILER=b84f01d7e6a93c52f0d81e47ac95603b', 'key: b84f01d7e6a93c52f0d81e47ac95603b'],
    ['queriam o padrão da retina da minha filha', 'biometric: padrão da retina'],
    ['ma fille a une délétion 22q11', 'genetic: délétion'],
    ['carol guion bajo b arroba example punto es', 'email: carol guion bajo b arroba example punto es'],
  ])('%s', (text, expected) => expect(found(text)).toContain(expected));
});

describe('a text that only looks so', () => {
  it.each([
    'sick of waiting for my lamp',
    'this order is a headache to follow, I am allergic to your hotline music',
    'my password is not working, please reset it',
    'das Passwort ist falsch',
    'order 0612345678 has not come',
    'Bestellnummer 0151 23456789 fehlt',
    'tracking 1Z999AA10123456784',
    'firmware 1.2.3.4 is out, and the price is 1.299,00 €',
    'invoice 4111111111111112',
    'delivery on 12/03/2026 at 18:00',
    'do you sell socks for diabetics?',
    'the discount code SUMMER24 is refused',
    'the union jack cushion, 40 x 60 cm',
    'mon dieu, malade d’attendre cette commande',
    'gracias a dios llegó el pedido 612345000',
    'il vetro è pieno di impronte sul bordo',
    'godzijdank, wat een hoofdpijndossier',
    'chore ceny, rozbój w biały dzień',
    'o vidro veio partido, um roubo os portes',
    'app 11.2.0.63 crashes, client 10.2.0.15 too',
    'after update 19.168.1.20 -> 19.168.1.22',
    'My order number is 26259992-4005-4811-80f6-671bd1152d83.',
    '1 × Vestido Carmen rojo – 39,90 €',
    '2x kubek "Pan Tadeusz" – 58 zł',
    'Ist die Jacke "Paul" lieferbar?',
    'Treno per Santa Lucia, carrozza 7',
    'refund 2155-5014-2 is late',
    'name;price\nCushion Rosa;12,90',
    'error code 4471 on the display',
    'le paquet est en transit, parti de Santiago',
    'kotlet po cygańsku, karp po żydowsku',
    'arroz, moros y cristianos y brazo de gitano',
    'Im Winter 2024 war das schon so',
    'peinture "Blanc Lilia", bac et rouleau',
    'COMMIT_SHA=b84f01d7e6a93c52f0d81e47ac95603b',
    'trace 4117 7392 0000 1111',
    'please confirm the deletion of my account, I have the variant in blue',
    'is there trans fat in it?',
    'I’m Black & Decker’s oldest customer, and I’m black and blue from assembling this',
    'the parcel miscarried in transit, what a miscarriage of justice',
    'gdb 12.1 hangs, I started gdb von dort',
    'Is the sauce halal? Do you sell halal sweets?',
    'Ist das Essen halal? Habt ihr nur halal? Ist euer Essen nur halal?',
    'is het eten halal, of is het eten alleen halal? los snacks están certificados como halal',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

describe('what must not rest', () => {
  it('is masked also behind letters and digits in turns, of which each is a token', () => {
    const turns = 'a1'.repeat(40);
    expect(rest(`${turns} card 4242 4242 4242 4242, my password is Tulips4ever!`).text).not.toMatch(/4242 4242|Tulips/);
  });

  it('leaves the last four digits of a card and nothing of the others', () => {
    const text = 'card 4242 4242 4242 4242, cvv 123, password: hunter22, carol@example.com';
    expect(mask(text, detect(text))).toBe('card •••• 4242, cvv [secret], password: [secret], carol@example.com');
  });

  it.each([
    ['the gate code is 4411, verification code 553201', 'the gate code is 4411, verification code [secret]'],
    ['Türcode 2580#, das Passwort ist Tulpe77', 'Türcode 2580#, das Passwort ist [secret]'],
    ['digicode 4B71, code reçu par SMS : 902114', 'digicode 4B71, code reçu par SMS : [secret]'],
    ['el código del portal es 1212, mi pin es 4471', 'el código del portal es 1212, mi pin es [secret]'],
    ['PIN for the gate 4411, my password is hunter22', 'PIN for the gate 4411, my password is [secret]'],
    ['the alarm code is 4411', 'the alarm code is [secret]'],
  ])('is no code of a door, which a courier needs, but one of an alarm: %s', (text, rested) => {
    expect(mask(text, detect(text))).toBe(rested);
    expect(rest(text).text).toBe(rested);
  });

  it('is not there for a second look', () => {
    const text = 'key sk_live_4eC39HqLyjWDarjtT1zdp7dc and 5555-5555-5555-4444';
    const masked = mask(text, detect(text));
    expect(detect(masked).filter(({ type }) => type === 'key' || type === 'card')).toEqual([]);
    expect(masked).not.toMatch(/4eC39|5555-5555/);
  });
});
