-- When a contact was last photographed: asked at every check, while few checks have a picture.
create index checks_pictured on checks (contact_id, finished_at desc) where screenshot is not null;
-- Which pictures are still named by a check: asked when files are swept.
create index checks_by_picture on checks (screenshot) where screenshot is not null;
