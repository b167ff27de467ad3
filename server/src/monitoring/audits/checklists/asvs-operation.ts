// OWASP ASVS 5.0.0, levels 1 and 2, keys, lines, settings, data, logs and calls: chapters 11 to 17. Ids and levels are the standard's, the questions are our own short words: id|level|English|German.
export const operation = `
V11.1.1|2|Is there a written policy for keys through their whole life?|Gibt es eine Regel für Schlüssel über ihr ganzes Leben?
V11.1.2|2|Is there a list of all keys, algorithms and certificates, kept current?|Gibt es eine aktuelle Liste aller Schlüssel, Verfahren und Zertifikate?
V11.2.1|2|Do known libraries do the cryptography?|Macht eine bewährte Bibliothek die Kryptografie?
V11.2.2|2|Can algorithms and keys be replaced later?|Lassen sich Verfahren und Schlüssel später ersetzen?
V11.2.3|2|Do all primitives give 128 bits of security?|Bieten alle Bausteine 128 Bit Sicherheit?
V11.3.1|1|Are ECB and weak padding unused?|Sind ECB und schwaches Padding unbenutzt?
V11.3.2|1|Are only approved ciphers used, such as AES-GCM?|Nur anerkannte Verfahren wie AES-GCM?
V11.3.3|2|Is encrypted data safe from being changed?|Ist Verschlüsseltes vor Änderung sicher?
V11.4.1|1|Are only approved hash functions used?|Nur anerkannte Hashfunktionen?
V11.4.2|2|Are passwords kept under a slow, current function?|Liegen Passwörter unter einer langsamen, aktuellen Funktion?
V11.4.3|2|Are hashes in signatures collision resistant?|Sind Hashes in Signaturen kollisionsfest?
V11.4.4|2|Are keys from passwords stretched?|Werden Schlüssel aus Passwörtern gestreckt?
V11.5.1|2|Do unguessable values have 128 bits from a secure source?|Haben unratbare Werte 128 Bit aus sicherer Quelle?
V11.6.1|2|Are key pairs and signatures made by approved algorithms?|Entstehen Schlüsselpaare und Signaturen mit anerkannten Verfahren?
V12.1.1|1|Are only current versions of TLS spoken?|Werden nur aktuelle TLS-Versionen gesprochen?
V12.1.2|2|Are only recommended cipher suites offered?|Werden nur empfohlene Cipher Suites angeboten?
V12.1.3|2|Are client certificates trusted only after checking?|Gelten Client-Zertifikate nur nach Prüfung?
V12.2.1|1|Is TLS used for everything that comes over the network?|Läuft alles über das Netz mit TLS?
V12.2.2|1|Do outside doors use publicly trusted certificates?|Nutzen Außentüren öffentlich vertraute Zertifikate?
V12.3.1|2|Is every connection encrypted, also to databases and tools?|Ist jede Verbindung verschlüsselt, auch zu Datenbank und Werkzeugen?
V12.3.2|2|Do our clients check the certificates they meet?|Prüfen unsere Clients die Zertifikate der Gegenseite?
V12.3.3|2|Is HTTP between inner services encrypted?|Ist HTTP zwischen inneren Diensten verschlüsselt?
V12.3.4|2|Do inner services trust only named certificates?|Vertrauen innere Dienste nur benannten Zertifikaten?
V13.1.1|2|Is every connection the application needs written down?|Ist jede nötige Verbindung festgehalten?
V13.2.1|2|Do parts of the back end prove themselves by changing credentials?|Weisen sich Teile des Backends mit wechselnden Zugangsdaten aus?
V13.2.2|2|Do they act with least privilege?|Handeln sie mit geringsten Rechten?
V13.2.3|2|Are there no default credentials?|Gibt es keine Standard-Zugangsdaten?
V13.2.4|2|Is there a list of what the application may connect to?|Gibt es eine Liste, wohin die Anwendung verbinden darf?
V13.2.5|2|Does the web server fetch only from listed places?|Holt der Webserver nur von gelisteten Orten?
V13.3.1|2|Do secrets lie in a secret store and never in the code?|Liegen Geheimnisse in einem Tresor und nie im Code?
V13.3.2|2|Does only who needs them reach secrets?|Erreicht Geheimnisse nur, wer sie braucht?
V13.4.1|1|Is no source control folder reachable?|Ist kein Ordner der Versionsverwaltung erreichbar?
V13.4.2|2|Is debugging off in production?|Ist Debugging im Betrieb aus?
V13.4.3|2|Are there no directory listings?|Gibt es keine Verzeichnislisten?
V13.4.4|2|Is TRACE refused?|Wird TRACE abgelehnt?
V13.4.5|2|Are documentation and health doors open only on purpose?|Sind Dokumentation und Zustandstüren nur absichtlich offen?
V14.1.1|2|Is all sensitive data known and sorted into levels?|Sind alle sensiblen Daten bekannt und eingestuft?
V14.1.2|2|Does each level have written rules for its protection?|Hat jede Stufe schriftliche Schutzregeln?
V14.2.1|1|Does nothing sensitive stand in a URL?|Steht nichts Sensibles in einer URL?
V14.2.2|2|Is nothing sensitive left in server caches?|Bleibt nichts Sensibles in Server-Caches?
V14.2.3|2|Does nothing go to trackers or other third parties?|Geht nichts an Tracker oder andere Dritte?
V14.2.4|2|Are those rules kept for each level?|Werden diese Regeln je Stufe eingehalten?
V14.3.1|1|Is what was read gone from the browser after signing out?|Ist Gelesenes nach dem Abmelden aus dem Browser?
V14.3.2|2|Do answers with sensitive data forbid caching?|Verbieten Antworten mit Sensiblem das Zwischenspeichern?
V14.3.3|2|Is nothing sensitive in browser storage?|Liegt nichts Sensibles im Browserspeicher?
V15.1.1|1|Is it written down by when weak components are replaced?|Ist festgehalten, bis wann schwache Komponenten ersetzt werden?
V15.1.2|2|Is there a bill of materials of all libraries?|Gibt es eine Stückliste aller Bibliotheken?
V15.1.3|2|Is it written down what takes long, and how it cannot exhaust the house?|Ist festgehalten, was lange dauert und wie es das Haus nicht erschöpft?
V15.2.1|1|Is every component within those times?|Liegt jede Komponente in diesen Fristen?
V15.2.2|2|Can expensive functions not exhaust the house?|Können teure Funktionen das Haus nicht erschöpfen?
V15.2.3|2|Is nothing extra shipped: no tests, samples, developer tools?|Ist nichts Überflüssiges im Betrieb: Tests, Beispiele, Werkzeuge?
V15.3.1|1|Do answers carry only the fields that are needed?|Tragen Antworten nur nötige Felder?
V15.3.2|2|Do outgoing calls follow no redirects?|Folgen ausgehende Aufrufe keinen Weiterleitungen?
V15.3.3|2|Can no unexpected field be set by a request?|Kann keine Anfrage unerwartete Felder setzen?
V15.3.4|2|Is the client's address taken from a trusted place only?|Stammt die Client-Adresse nur aus vertrauter Quelle?
V15.3.5|2|Are types checked and compared strictly?|Werden Typen geprüft und streng verglichen?
V15.3.6|2|Is prototype pollution prevented?|Ist Prototype Pollution verhindert?
V15.3.7|2|Can a parameter sent twice confuse nothing?|Kann ein doppelt gesandter Parameter nichts verwirren?
V16.1.1|2|Is there a list of what is logged, where, for whom, how long?|Gibt es eine Liste, was wo für wen wie lange protokolliert wird?
V16.2.1|2|Does each entry say when, where, who and what?|Sagt jeder Eintrag wann, wo, wer und was?
V16.2.2|2|Are times in UTC from one clock?|Sind Zeiten in UTC aus einer Uhr?
V16.2.3|2|Do logs go only where it is written?|Gehen Protokolle nur an benannte Orte?
V16.2.4|2|Can a machine read and join the logs?|Kann eine Maschine die Protokolle lesen und verbinden?
V16.2.5|2|Does nothing secret or personal reach the log?|Gelangt nichts Geheimes oder Persönliches ins Protokoll?
V16.3.1|2|Is every sign-in recorded, also failed ones, with its factor?|Wird jede Anmeldung erfasst, auch gescheiterte, mit Faktor?
V16.3.2|2|Are refused attempts recorded?|Werden abgewiesene Versuche erfasst?
V16.3.3|2|Are attempts to get around controls recorded?|Werden Versuche erfasst, Kontrollen zu umgehen?
V16.3.4|2|Are unexpected errors recorded?|Werden unerwartete Fehler erfasst?
V16.4.1|2|Can nothing forge a line of the log?|Kann nichts eine Protokollzeile fälschen?
V16.4.2|2|Are logs safe from reading and changing?|Sind Protokolle vor Lesen und Ändern sicher?
V16.4.3|2|Do logs go to another system too?|Gehen Protokolle auch an ein anderes System?
V16.5.1|2|Do errors tell outsiders nothing about the inside?|Verraten Fehler Außenstehenden nichts vom Inneren?
V16.5.2|2|Does the house go on safely when something outside is away?|Läuft das Haus sicher weiter, wenn außen etwas fehlt?
V16.5.3|2|Does a failure refuse rather than let through?|Verweigert ein Fehler, statt durchzulassen?
V17.1.1|2|Does TURN refuse special addresses?|Verweigert TURN besondere Adressen?
V17.2.1|2|Is the DTLS key kept by the policy?|Wird der DTLS-Schlüssel nach Regel verwahrt?
V17.2.2|2|Are only approved DTLS suites used?|Werden nur anerkannte DTLS-Suiten genutzt?
V17.2.3|2|Is SRTP authentication checked?|Wird SRTP-Authentizität geprüft?
V17.2.4|2|Do malformed SRTP packets stop nothing?|Halten kaputte SRTP-Pakete nichts an?
V17.3.1|2|Does signalling survive a flood?|Übersteht die Signalisierung eine Flut?
V17.3.2|2|Does signalling survive malformed messages?|Übersteht die Signalisierung kaputte Nachrichten?
`;
