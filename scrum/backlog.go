package scrum

// BacklogQuery asks for a page of a product's open stories.
type BacklogQuery struct {
	Product ProductID
	Viewer  PersonID // hidden stories appear to their author and the owner; "" for what a whole channel may see
	Offset  int
	Limit   int
}
