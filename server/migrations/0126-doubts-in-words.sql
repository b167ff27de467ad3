-- rights: why a colleague doubted who asks, and by what it was settled, are words of a kind of their own: in the copy they stand under neither a question nor a longer period (Art. 12(6)).
ALTER TABLE request_words DROP CONSTRAINT request_words_kind_check;
ALTER TABLE request_words ADD CONSTRAINT request_words_kind_check CHECK (kind IN ('text', 'question', 'why', 'answer', 'shown', 'doubt'));
UPDATE request_words w SET kind = 'doubt' FROM request_steps s
  WHERE w.kind = 'why' AND s.workspace_id = w.workspace_id AND s.request_id = w.request_id AND s.step IN ('doubted', 'doubt-settled') AND s.at = w.at;
