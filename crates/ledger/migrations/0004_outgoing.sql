-- Letters of the outbox were papers of the kind 「letter」, as opinions of public comments are: they are called 「outgoing」 since.

-- 発送: what waits lies in one folder, what is over in that of its year, and each names its year. Bodies are JSON in which a quotation mark
-- within a text stands behind a backslash: so no opinion of anybody is taken for a letter of the outbox.
UPDATE paper SET kind = 'outgoing', folder = 'waiting', body = '{"year":' || folder || ',' || SUBSTR(body, 2)
 WHERE kind = 'letter' AND (body LIKE '%,"stand":{"waiting":{%' OR body LIKE '%,"stand":{"claimed":{%')
   AND NOT EXISTS (SELECT 1 FROM paper AS other WHERE other.municipality = paper.municipality AND other.kind = 'outgoing'
                      AND other.folder IN ('waiting', paper.folder) AND other.id = paper.id);
UPDATE paper SET kind = 'outgoing', body = '{"year":' || folder || ',' || SUBSTR(body, 2)
 WHERE kind = 'letter' AND (body LIKE '%,"stand":{"sent":{%' OR body LIKE '%,"stand":{"failed":{%')
   AND NOT EXISTS (SELECT 1 FROM paper AS other WHERE other.municipality = paper.municipality AND other.kind = 'outgoing'
                      AND other.folder = paper.folder AND other.id = paper.id);
-- The same letter went on under its new kind: what became of it stands there.
DELETE FROM paper WHERE kind = 'letter' AND body LIKE '%,"stand":{%' AND body LIKE '%,"subject":%';
